"""Stage 1, ingest: files, pages and feeds become Documents."""
