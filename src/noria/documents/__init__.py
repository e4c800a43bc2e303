"""Bytes become a Document: text with stable offsets, its metadata, blocks, infobox and reference marks."""
