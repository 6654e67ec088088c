"""Addresses: what is sound, and how it's written."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from regioplan_pdf.model.address import AddressError, is_address, is_written, write_address


@pytest.mark.parametrize(
    ("address", "written"),
    [
        ("https://a.nl/b?c=d#e", "https://a.nl/b?c=d#e"),
        ("HTTPS://User@A.nl:80/B", "https://User@a.nl:80/B"),
        ("http://a", "http://a"),
        ("https://a.nl./", "https://a.nl./"),
        ("https://[::1]/", "https://[::1]/"),
        ("https://café.nl/é?q=ü#ö", "https://xn--caf-dma.nl/%C3%A9?q=%C3%BC#%C3%B6"),
        ("https://a.nl/a%20b?c[]=1", "https://a.nl/a%20b?c%5B%5D=1"),
        ("mailto:jan@a.nl,els@b.nl?subject=Een%20vraag", "mailto:jan@a.nl,els@b.nl?subject=Een%20vraag"),
        ("mailto:jan@café.nl", "mailto:jan@xn--caf-dma.nl"),
        ("tel:+31-20-1234567", "tel:+31-20-1234567"),
    ],
)
def test_a_sound_address_is_written_in_ascii(address, written):
    assert write_address(address) == written
    assert is_address(address)
    assert is_written(written)
    assert is_written(address) is address.isascii()


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("", "isn't on the web"),
        ("a.nl", "isn't on the web"),
        ("ftp://a.nl", "isn't on the web"),
        ("javascript:x()", "isn't on the web"),
        ("tel:bellen", "isn't on the web"),
        ("https://", "has no name of a website"),
        ("https:a.nl", "has no name of a website"),
        ("https://.", "has no sound name of a website: '.'"),
        ("https://a..nl", "has no sound name of a website: 'a..nl'"),
        ("https://-a.nl", "has no sound name"),
        ("https://" + "é" * 70, "has no sound name"),
        ("https://[zz]/", "can't be read"),
        ("https://a.nl:99999/", "can't be read"),
        ("https://a b", "has a space"),
        ("https://a.nl/\u200b", "has a space or an invisible character"),
        ("https://a.nl/50%", "has a % that isn't followed"),
        ('https://a.nl/"', "has a '\"' in it, which must be written as %22"),
        ("mailto:", "has no mail address"),
        ("mailto:a@b@c.nl", "has no mail address"),
        ("mailto:@a.nl", "has no mail address"),
    ],
)
def test_what_is_no_address_says_why(address, reason):
    with pytest.raises(AddressError, match=r".*") as fault:
        write_address(address)
    assert str(fault.value).startswith(reason)
    assert not is_address(address)
    assert not is_written(address)


@given(st.from_regex(r"(https?://|mailto:|tel:)[a-z.@:/?#\[\]%é]*", fullmatch=True))
@example("https://a.nl/?")
def test_what_is_written_is_sound_and_written_the_same_again(address):
    try:
        written = write_address(address)
    except AddressError:
        return
    assert written.isascii()
    assert write_address(written) == written
