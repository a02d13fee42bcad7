"""Local models that rank: the registry of ONNX files, embeddings, BM25 and the suggestions they order.

Nothing here decides. With every model removed the same candidates appear, in the order of BM25.
"""
