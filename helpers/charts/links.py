"""Ties a drawn mark to its claim: the link a reader follows, and the id a page can point at."""


def document(claim):
    """Address of the document in which a claim was read; the same in JupyterLab and on a page. "" if it has none.

    Parameters
    ----------
    claim : pandas.Series
        One row of ``ledger.claims``.

    Returns
    -------
    str
    """
    return str(claim["url"])


def tie(artist, claim, words=""):
    """Link an artist to a claim's document and remember the claim.

    Parameters
    ----------
    artist : matplotlib.artist.Artist
        A collection of one mark, a line, a patch or a text.
    claim : pandas.Series
        One row of ``ledger.claims``; its name is the claim_id.
    words : str
        What the mark says, as tooltip and for readers who hear the chart.

    Returns
    -------
    matplotlib.artist.Artist
        The same artist. `finish` turns its id into ``<chart>--<claim_id>`` and adds ``data-claim``, so that a page can
        lead to its own anchor for the claim instead of to the document.
    """
    address = document(claim)
    artist.set_gid(f"claim--{claim.name}")
    artist.claim_id, artist.claim_words = str(claim.name), words
    if address and hasattr(artist, "set_urls"):
        artist.set_urls([address])
    elif address:
        artist.set_url(address)
    return artist


def tied(fig):
    """Claims drawn on a figure, in the order drawn, each once.

    Parameters
    ----------
    fig : matplotlib.figure.Figure

    Returns
    -------
    dict of str to str
        By claim_id, the words of its mark.
    """
    found = {}
    for artist in fig.findobj(lambda artist: hasattr(artist, "claim_id")):
        found[artist.claim_id] = found.get(artist.claim_id) or artist.claim_words
    return found
