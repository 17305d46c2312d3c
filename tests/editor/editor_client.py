"""An editor without a screen: it opens files in yaml-language-server, which is behind VS Code's YAML extension."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

CARET = "‸"
"""Where the cursor stands in a text."""


@dataclass(frozen=True)
class Fault:
    """What the editor underlines: line and column from 1, the end exclusive."""

    line: int
    column: int
    end_column: int
    message: str


def _fault(place: dict[str, Any], message: str) -> Fault:
    start, end = place["start"], place["end"]
    return Fault(start["line"] + 1, start["character"] + 1, end["character"] + 1, message)


class Editor:
    """Speaks the Language Server Protocol over the server's standard input and output."""

    def __init__(self, command: list[str], workspace: Path, settings: dict[str, Any]) -> None:
        self.workspace = workspace
        self.settings = settings
        self.requests = 0
        self.versions = 0
        self.server = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        folder = {"uri": workspace.as_uri(), "name": "base"}
        self._request(
            "initialize",
            {
                "processId": None,
                "rootUri": folder["uri"],
                "workspaceFolders": [folder],
                "capabilities": {
                    "workspace": {"configuration": True},
                    "textDocument": {"completion": {"completionItem": {"snippetSupport": True}}},
                },
            },
        )
        self._notify("initialized", {})
        # Before it has the settings, the server knows no schema and offers nothing.
        self._wait(lambda message: message.get("method") == "workspace/configuration")

    def close(self) -> None:
        self._request("shutdown", None)
        self._notify("exit", None)
        self.server.communicate()

    def faults(self, files: Mapping[str, str]) -> dict[str, list[Fault]]:
        """What is underlined in each of these files, from its top to its end."""
        opened = {self._open(path, text): path for path, text in files.items()}
        found: dict[str, list[Fault]] = {}
        while len(found) < len(opened):
            told = self._wait(lambda message: message.get("method") == "textDocument/publishDiagnostics")["params"]
            if told["uri"] in opened:
                faults = [_fault(each["range"], each["message"]) for each in told["diagnostics"]]
                found[opened[told["uri"]]] = sorted(faults, key=lambda fault: (fault.line, fault.column))
        for uri in opened:
            self._close(uri)
        return found

    def completions(self, path: str, text: str) -> dict[str, str]:
        """What is offered where the caret stands: what is listed -> what is written into the file."""
        answer = self._at_caret("textDocument/completion", path, text)
        return {item["label"]: item["insertText"] for item in answer["items"]}

    def hover(self, path: str, text: str) -> str:
        """What is told of the word at the caret."""
        return self._at_caret("textDocument/hover", path, text)["contents"]["value"]

    def _at_caret(self, method: str, path: str, text: str) -> Any:
        before = text[: text.index(CARET)].split("\n")
        uri = self._open(path, text.replace(CARET, ""))
        place = {"line": len(before) - 1, "character": len(before[-1])}
        answer = self._request(method, {"textDocument": {"uri": uri}, "position": place})
        self._close(uri)
        return answer

    def _open(self, path: str, text: str) -> str:
        uri = (self.workspace / path).as_uri()
        self.versions += 1
        document = {"uri": uri, "languageId": "yaml", "version": self.versions, "text": text}
        self._notify("textDocument/didOpen", {"textDocument": document})
        return uri

    def _close(self, uri: str) -> None:
        self._notify("textDocument/didClose", {"textDocument": {"uri": uri}})

    def _request(self, method: str, params: Any) -> Any:
        self.requests += 1
        number = self.requests
        self._send({"id": number, "method": method, "params": params})
        return self._wait(lambda message: message.get("id") == number and "method" not in message)["result"]

    def _notify(self, method: str, params: Any) -> None:
        self._send({"method": method, "params": params})

    def _wait(self, is_it: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """The next message that is meant; meanwhile the server's own questions are answered."""
        while True:
            message = self._receive()
            if "method" in message and "id" in message:
                asked = message["params"].get("items", []) if message["method"] == "workspace/configuration" else None
                answer = None if asked is None else [self.settings.get(item["section"]) for item in asked]
                self._send({"id": message["id"], "result": answer})
            if is_it(message):
                return message

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.server.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self.server.stdin.flush()

    def _receive(self) -> dict[str, Any]:
        length = 0
        while line := self.server.stdout.readline().strip():
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        assert length, "the language server has ended"
        return json.loads(self.server.stdout.read(length))
