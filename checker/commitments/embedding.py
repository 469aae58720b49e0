"""Another opinion on nearness in meaning, from a sentence embedding model in a directory of this machine.

Nothing is fetched: `directory` holds the model. What is installed decides how it is run: sentence-transformers where
there is such a package, else onnxruntime with the tokenizers package.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from checker.errors import UsageError
from checker.messages import say

LOW, HIGH = 0.45, 0.9
"""Cosines that count as nothing and as the same: sentences of one field and register are never far apart."""
BATCH = 32
TOKENS = 256


class EmbeddingScorer:
    """Scores by the cosine of sentence vectors; `directory` holds a model of sentence-transformers or an ONNX export.

    An ONNX export is `model.onnx` (or `onnx/model.onnx`) with `tokenizer.json`; its last hidden state is averaged over
    the tokens of the sentence. Raises UsageError when the directory holds neither, or nothing is installed to run it.
    """

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        if not directory.is_dir():
            raise UsageError(say("facts.embedding_missing", path=str(directory)))
        exported = [path for path in (directory / "model.onnx", directory / "onnx" / "model.onnx") if path.is_file()]
        if (directory / "modules.json").is_file() and find_spec("sentence_transformers"):
            self._encode = _transformers(directory)
        elif exported and (directory / "tokenizer.json").is_file():
            if not (find_spec("onnxruntime") and find_spec("tokenizers")):
                raise UsageError(say("facts.embedding_runtime", path=str(directory)))
            self._encode = _onnx(exported[0], directory / "tokenizer.json")
        else:
            raise UsageError(say("facts.embedding_missing", path=str(directory)))

    def scores(self, promised: Sequence[str], reported: Sequence[str]) -> Sequence[Sequence[float]]:
        """One row for each promise, 0 to 1 for each sentence."""
        if not promised or not reported:
            return [[0.0] * len(reported) for _ in promised]
        cosines = self._encode(list(promised)) @ self._encode(list(reported)).T
        return [[min(max((float(cosine) - LOW) / (HIGH - LOW), 0.0), 1.0) for cosine in row] for row in cosines]


def _transformers(directory: Path) -> Any:
    from sentence_transformers import SentenceTransformer  # type: ignore[import-not-found,unused-ignore]

    model = SentenceTransformer(str(directory), local_files_only=True)
    return lambda texts: model.encode(texts, batch_size=BATCH, normalize_embeddings=True, show_progress_bar=False)


def _onnx(exported: Path, tokenizer: Path) -> Any:
    import numpy
    import onnxruntime  # type: ignore[import-untyped,unused-ignore]
    from tokenizers import Tokenizer  # type: ignore[import-not-found,unused-ignore]

    session = onnxruntime.InferenceSession(str(exported), providers=["CPUExecutionProvider"])
    cutter = Tokenizer.from_file(str(tokenizer))
    cutter.enable_padding()
    cutter.enable_truncation(TOKENS)
    wanted = {entry.name for entry in session.get_inputs()}

    def encode(texts: list[str]) -> Any:
        found = []
        for start in range(0, len(texts), BATCH):
            encoded = cutter.encode_batch(texts[start : start + BATCH])
            mask = numpy.array([one.attention_mask for one in encoded], dtype=numpy.int64)
            given = {
                "input_ids": numpy.array([one.ids for one in encoded], dtype=numpy.int64),
                "attention_mask": mask,
                "token_type_ids": numpy.zeros_like(mask),
            }
            hidden = session.run(None, {name: value for name, value in given.items() if name in wanted})[0]
            weights = mask[..., None].astype(hidden.dtype)
            mean = (hidden * weights).sum(axis=1) / weights.sum(axis=1).clip(min=1)
            found.append(mean / numpy.linalg.norm(mean, axis=1, keepdims=True).clip(min=1e-9))
        return numpy.concatenate(found)

    return encode
