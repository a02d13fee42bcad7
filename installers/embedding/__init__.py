"""Builds the embedding model: hash-pinned weights in, a verified int8 ONNX file out.

Needs numpy, onnx and onnxruntime; no other part of a machine-learning stack, and no network but the
package index that the weights come from.
"""
