from __future__ import annotations

import re

from envdoctor.check import Finding, Fix, Tell, anchor, check

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.check import Verdicts
    from envdoctor.facts import Snapshot
    from envdoctor.facts.obstacles import MissingBundle

_BREAKS = {
    "REQUESTS_CA_BUNDLE": "pip, requests and what is built on them cannot open any https address",
    "CURL_CA_BUNDLE": "pip, requests and curl cannot open any https address",
    "SSL_CERT_FILE": "uv and httpx cannot open any https address",
}


@check("error", fixable="tell", machine=True)
def ca_bundle_missing(snap: Snapshot) -> Verdicts:
    """A setting names a file of certificates to trust that is not there, so that downloads fail."""
    for bundle in snap.platform.bundles:
        from envdoctor import words

        path = words.path(snap, bundle.path)
        place = f" ({words.path(snap, bundle.file)}:{bundle.line})" if bundle.file else ""
        breaks = _BREAKS.get(bundle.name, "pip cannot open any https address")
        yield Finding(
            message=f"`{bundle.name}`{place} names {path}, which {bundle.wrong}: {breaks}",
            detail=_detail(bundle),
            location=anchor(snap),
            fixes=_cure(snap, bundle),
            subject=bundle.name,
        )


def _detail(bundle: MissingBundle) -> str:
    if "~" in re.split(r"[/\\]", bundle.path):
        return "Only a shell, where it stands without quotes, takes `~` for the home directory: write the path out."
    if bundle.name == "SSL_CERT_FILE":
        return "uv trusts no certificates then, httpx stops at once, and what asks OpenSSL may trust fewer."
    return f"pip will say: Could not find a suitable TLS CA certificate bundle, invalid path: {bundle.path}"


def _cure(snap: Snapshot, bundle: MissingBundle) -> tuple[Fix, ...]:
    """Take the setting away: then the certificates hold that come with Python's packages, or with the system."""
    from envdoctor import shells

    kind = snap.shell.kind
    if not bundle.file:
        command = shells.unset_variable(kind, bundle.name)
    elif bundle.origin in {"user", "site"}:
        key = f"{bundle.section}.{bundle.name}"
        command = shells.command(kind, [*shells.pip(snap.shell), "config", f"--{bundle.origin}", "unset", key])
    else:
        return ()  # a file of the whole machine, which its administrators keep
    return (Fix("goes back to the usual certificates", (Tell(command),)),)
