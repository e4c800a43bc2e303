"""Read models for people and programs: listings, exports, JSON, web pages."""
