"""Errors a user can act on: one line that says where, what is wrong and what would be right."""


class CoopgraphError(Exception):
    """A user's error; its text is the one line that the command line prints."""


class InputError(CoopgraphError):
    """A document or folder that cannot be read."""


class OutputError(CoopgraphError):
    """A folder or file that cannot be written."""


class KnowledgeError(CoopgraphError):
    """A data file (actors, rules, words) that is not as it must be."""


class QueryError(CoopgraphError):
    """A query that cannot be run."""


class GraphError(CoopgraphError):
    """A built graph that is missing or broken."""


class ExtractorError(CoopgraphError):
    """An optional extractor that is not installed, not set up, or cannot be reached."""
