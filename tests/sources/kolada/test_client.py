"""The conversation with a server that may do anything."""

from __future__ import annotations

import socket
import time
from contextlib import closing

import pytest

from policytrace import __version__
from policytrace.sources.kolada.answers import DataPage, KpiPage
from policytrace.sources.kolada.client import BASE_URL, Client, Limits, read_base_url
from policytrace.sources.kolada.faults import FetchError, UnreachableError
from tests.plan_builder import english
from tests.sources.kolada.conftest import Clock, MakeClient
from tests.sources.kolada.server import (
    Behaviour,
    Kolada,
    body,
    bomb,
    cut_off,
    cut_off_in_a_chunk,
    drip,
    drip_now_and_then,
    endless_pages,
    hang_up,
    said,
    same_page,
    served,
    silent,
    slow,
    status,
)

QUESTION = "/data/kpi/N00001/municipality/9001"
FOREVER = 100


@pytest.fixture(autouse=True)
def a_measure(kolada: Kolada) -> None:
    kolada.measure("N00001", "Utsatta för hot, andel (%)")
    for year in range(2015, 2025):
        kolada.value("N00001", "9001", year, T=year / 8)


def years(client: Client, path: str = QUESTION) -> list[int]:
    return [row.period for page in client.pages(path, DataPage) for row in page.values]


def fault(client: Client, path: str = QUESTION) -> str:
    """The one sentence that a question ends in."""
    with pytest.raises(FetchError) as caught:
        years(client, path)
    (text,) = caught.value.texts
    return english(text)


# ------------------------------------------------------------------------ the question


def test_it_says_what_it_is_and_what_it_wants(kolada: Kolada, client: MakeClient) -> None:
    years(client())
    (headers,) = kolada.headers
    assert headers["Accept"] == "application/json"
    assert headers["User-Agent"] == f"policytrace/{__version__}"


def test_all_pages_are_fetched(kolada: Kolada, client: MakeClient) -> None:
    kolada.page_size = 3
    assert years(client()) == list(range(2015, 2025))
    assert kolada.asked_for("/data/") == [
        QUESTION,
        *(f"{QUESTION}?page={number}" for number in (2, 3, 4)),
    ]


def test_a_next_page_may_be_told_as_a_path(kolada: Kolada, client: MakeClient) -> None:
    kolada.misbehave("/data/", said({"values": [], "next_url": f"/v3{QUESTION}?page=1"}))
    assert years(client()) == list(range(2015, 2025))


def test_no_more_than_five_requests_a_second(
    kolada: Kolada, client: MakeClient, clock: Clock
) -> None:
    kolada.page_size = 1
    years(client())
    assert clock.pauses == [0.2] * 9


def test_time_that_passes_anyway_is_not_waited_for(
    kolada: Kolada, client: MakeClient, clock: Clock
) -> None:
    kolada.page_size = 5
    clock.step = 0.05
    years(client())
    assert len(clock.pauses) <= 1
    assert sum(clock.pauses) < 0.2


@pytest.mark.parametrize(
    "address",
    [
        BASE_URL,
        "https://127.0.0.1/v3",
        "http://127.0.0.1:8000/v3",
        "http://[::1]:80",
        "http://localhost/v3/",
    ],
)
def test_addresses_that_may_be_asked(address: str) -> None:
    assert read_base_url(address).url == address.rstrip("/")


@pytest.mark.parametrize(
    "address",
    [
        "",
        "api.kolada.se/v3",
        "http://api.kolada.se/v3",
        "http://localhost.example.org/v3",
        "http://10.0.0.1/v3",
        "ftp://127.0.0.1/v3",
        "file:///etc/passwd",
        "https://",
        "https://[::1",
        "https://user:word@api.kolada.se/v3",
        "https://api.kolada.se/v3?x=1",
        "https://api.kolada.se/v3#x",
        "https://api.kolada.se:99999999/v3",
    ],
)
def test_addresses_that_may_not(address: str) -> None:
    with pytest.raises(FetchError):
        read_base_url(address)


# ------------------------------------------------------------ what is asked for again


@pytest.mark.parametrize(
    "behaviour",
    [
        status(503),
        status(500),
        status(429),
        status(429, Retry_After="soon"),
        status(599),
        hang_up,
        cut_off,
        cut_off_in_a_chunk,
    ],
    ids=["503", "500", "429", "429-soon", "599", "silence", "cut-off", "cut-off-in-a-chunk"],
)
def test_what_passes_is_waited_for(
    kolada: Kolada, client: MakeClient, behaviour: Behaviour
) -> None:
    kolada.page_size = 5
    kolada.misbehave("/data/", behaviour, nth=2, times=2)
    assert years(client()) == list(range(2015, 2025))
    assert len(kolada.asked) == 4


def test_pauses_become_longer_and_end(kolada: Kolada, client: MakeClient, clock: Clock) -> None:
    kolada.misbehave("/data/", status(503), times=FOREVER)
    text = fault(client())
    assert "503" in text
    assert "later" in text
    assert len(kolada.asked) == 6
    assert clock.pauses == [0.2, 1, 2, 4, 8]


@pytest.mark.parametrize("behaviour", [hang_up, cut_off, cut_off_in_a_chunk])
def test_a_connection_that_always_breaks(
    kolada: Kolada, client: MakeClient, behaviour: Behaviour
) -> None:
    kolada.misbehave("/data/", behaviour, times=FOREVER)
    assert "broke off" in fault(client())
    assert len(kolada.asked) == 6


def test_a_pause_that_is_asked_for_is_made(
    kolada: Kolada, client: MakeClient, clock: Clock
) -> None:
    kolada.misbehave("/data/", status(429, Retry_After="7"))
    assert len(years(client())) == 10
    assert clock.pauses == [7]


@pytest.mark.parametrize("when", ["3600", "Wed, 01 Jan 2200 00:00:00 GMT", "9" * 400])
def test_a_pause_that_is_too_long_is_not_made(
    kolada: Kolada, client: MakeClient, clock: Clock, when: str
) -> None:
    kolada.misbehave("/data/", status(429, Retry_After=when))
    assert "429" in fault(client())
    assert clock.pauses == []
    assert len(kolada.asked) == 1


def test_a_pause_until_a_day_that_has_been_is_none(
    kolada: Kolada, client: MakeClient, clock: Clock
) -> None:
    kolada.misbehave("/data/", status(503, Retry_After="Thu, 01 Jan 1970 00:00:00 GMT"))
    assert len(years(client())) == 10
    assert clock.pauses == [0.2]


def test_many_short_pauses_end_too(kolada: Kolada, client: MakeClient, clock: Clock) -> None:
    kolada.page_size = 1
    kolada.misbehave("/data/", status(429, Retry_After="100"), times=3)
    kolada.misbehave("/data/", status(429, Retry_After="100"), nth=5, times=3)
    assert "429" in fault(client(Limits(seconds=350)))
    assert clock.pauses.count(100) == 3


# ----------------------------------------------------------------- what is a fault at once


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (400, "HTTP 400"),
        (403, "HTTP 403"),
        (404, "HTTP 404"),
        (410, "no longer"),
        (204, "HTTP 204"),
    ],
)
def test_a_refusal_is_final(kolada: Kolada, client: MakeClient, code: int, words: str) -> None:
    kolada.misbehave("/data/", status(code), times=FOREVER)
    assert words in fault(client())
    assert len(kolada.asked) == 1


def test_a_redirect_is_not_followed(kolada: Kolada, client: MakeClient) -> None:
    other = Kolada()
    with served(other) as elsewhere:
        kolada.misbehave("/data/", status(302, Location=f"{elsewhere}{QUESTION}"))
        assert elsewhere in fault(client())
    assert other.asked == []


@pytest.mark.parametrize(
    "following",
    [
        "http://example.org/v3/data",
        "https://127.0.0.1/v3/data",
        "//example.org/v3/data",
        "http://127.0.0.1:1/v3/data",
        "http://127.0.0.1@example.org/v3/data",
        "file:///etc/passwd",
        "http://[",
        "http://[::1",
    ],
)
def test_the_next_page_is_on_the_same_server(
    kolada: Kolada, client: MakeClient, following: str
) -> None:
    kolada.misbehave("/data/", said({"values": [], "next_url": following}))
    assert following in fault(client())
    assert len(kolada.asked) == 1


def test_nobody_is_sent_as_who_asks(kolada: Kolada, client: MakeClient, address: str) -> None:
    named = address.replace("://", "://somebody:word@")
    kolada.misbehave("/data/", said({"values": [], "next_url": f"{named}/data"}))
    assert "another" in fault(client())


@pytest.mark.parametrize(("behaviour", "asked"), [(same_page, 1), (endless_pages, 20)])
def test_pages_without_end(
    kolada: Kolada, client: MakeClient, behaviour: Behaviour, asked: int
) -> None:
    kolada.misbehave("/data/", behaviour, times=FOREVER)
    assert "no end" in fault(client(Limits(pages=20)))
    assert len(kolada.asked) == asked


@pytest.mark.parametrize("size", [None, 10_000])
def test_an_answer_that_is_too_large(kolada: Kolada, client: MakeClient, size: int | None) -> None:
    kolada.misbehave("/data/", bomb(200_000_000) if size is None else said("x" * size))
    assert "larger than 5000 bytes" in fault(client(Limits(size=5000)))
    assert len(kolada.asked) == 1


def test_a_packed_answer_is_unpacked(kolada: Kolada, client: MakeClient) -> None:
    kolada.misbehave("/data/", bomb(1000))
    assert "no JSON" in fault(client())


def test_an_answer_that_is_wrongly_packed(kolada: Kolada, client: MakeClient) -> None:
    kolada.misbehave("/data/", status(200, Content_Encoding="gzip"))
    assert "unpacked" in fault(client())


def test_an_answer_that_comes_byte_by_byte_ends(
    kolada: Kolada, client: MakeClient, clock: Clock
) -> None:
    kolada.misbehave("/data/", drip)
    clock.step = 1
    assert "within 15 minutes" in fault(client())


@pytest.mark.parametrize("head", [True, False])
def test_a_server_that_sends_a_byte_now_and_then_is_given_up(
    kolada: Kolada, client: MakeClient, *, head: bool
) -> None:
    kolada.misbehave("/data/", drip_now_and_then(head=head), times=FOREVER)
    begun = time.monotonic()
    said = fault(client(Limits(stall=0.3)))
    assert "next to nothing has come for 0.3 seconds" in said
    assert time.monotonic() - begun < 5
    assert len(kolada.asked) == 1


def test_a_slow_server_that_comes_on_is_waited_for(kolada: Kolada, client: MakeClient) -> None:
    kolada.misbehave("/data/", slow)
    assert years(client(Limits(stall=0.3))) == []


def test_a_minute_is_the_patience() -> None:
    assert Limits().stall == 60


def test_many_questions_end_too(kolada: Kolada, client: MakeClient, clock: Clock) -> None:
    kolada.page_size = 1
    clock.step = 200
    assert "within 15 minutes" in fault(client())
    assert len(kolada.asked) < 5


def test_a_host_name_that_cannot_be_is_no_way_on(kolada: Kolada, client: MakeClient) -> None:
    kolada.misbehave("/data/", said({"values": [], "next_url": f"http://{'a' * 300}/v3"}))
    assert "another server" in fault(client())


# --------------------------------------------------------------------------- no network


def unreachable(client: Client) -> str:
    with pytest.raises(UnreachableError) as caught:
        years(client)
    (text,) = caught.value.texts
    said = english(text)
    assert "no file has been changed" in said
    return said


def test_nobody_listens(client: MakeClient, clock: Clock) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as once:
        port = once.getsockname()[1]
    assert "nobody answers" in unreachable(client(base=f"http://127.0.0.1:{port}/v3"))
    assert len(clock.pauses) == 2


def test_the_name_is_not_known(client: MakeClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    assert "the name kolada.invalid" in unreachable(client(base="https://kolada.invalid/v3"))


def test_somebody_listens_and_says_nothing(kolada: Kolada, client: MakeClient) -> None:
    kolada.misbehave("/data/", silent, times=FOREVER)
    assert "in time" in unreachable(client(Limits(silence=0.02, retries=1)))
    assert len(kolada.asked) == 2


def test_no_secure_connection_can_be_made(client: MakeClient, address: str) -> None:
    secure = address.replace("http://", "https://")
    assert "no secure connection" in unreachable(client(base=secure))


# ------------------------------------------------------------------ what cannot be read


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "no JSON"),
        (b"<html>Ett fel har intr\xc3\xa4ffat</html>", "no JSON"),
        (b'{"values": [', "no JSON"),
        (b"\xff\xfe\xfd", "no JSON"),
        (b'{"values": [], "next_url": NaN}', "no JSON"),
        (b"[" * 200_000, "no JSON"),
        (b"[]", "is []"),
        (b"null", "is None"),
        (b"{}", "values is missing"),
        (b'{"values": {}}', "values is {}"),
        (b'{"values": [], "next_url": 7}', "next_url is 7"),
        (b'{"values": [{"kpi": "N00001"}]}', "values.0.municipality is missing"),
    ],
)
def test_an_answer_of_another_form(
    kolada: Kolada, client: MakeClient, content: bytes, words: str
) -> None:
    kolada.misbehave("/data/", body(content))
    text = fault(client())
    assert words in text
    assert len(text) < 700


def test_signs_that_would_drive_the_terminal_are_not_shown(
    kolada: Kolada, client: MakeClient
) -> None:
    kolada.misbehave("/data/", body(b"\x1b[2J\x07\r\n\xe2\x80\xae"))
    assert fault(client()).isprintable()


def test_pages_of_measures_are_read(client: MakeClient) -> None:
    (page,) = client().pages("/kpi/N00001,N99999", KpiPage)
    assert [(kpi.id, kpi.title) for kpi in page.values] == [
        ("N00001", "Utsatta för hot, andel (%)")
    ]
