"""The language of UPPAAL documents: expressions, declarations and queries, parsed into trees and printed."""
