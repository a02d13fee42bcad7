"""The ReSA language: typed nouns, a strict grammar with its syntax tree, roles, and an ontology.

ReSA (requirements specification language of Mälardalen University, FedCSIS 2016 and SEFM 2017) is known
in public by its abstracts alone. What stands here is a reconstruction from them: nouns typed by an
ontology of embedded systems, and boilerplates of prefix, main part and suffix. No rule of it claims to be
the original's.
"""
