"""Writes LatentSharp.Networks.Tests/References/attention.json: layers of attention with masks, their results and gradients, by PyTorch in double
precision; where torch.nn.functional has the whole, by it, otherwise from the formulas of Luong (2015) and Vaswani (2017).

Run: python3 tests/references/attention.py   (python3-torch, python3-numpy)
"""
import torch
import torch.nn.functional as F
from layer_cases import add, write

torch.manual_seed(17)
torch.set_default_dtype(torch.float64)
causal = torch.tril(torch.ones(5, 5)) > 0


def case(name, f, *shapes, weights=None):
    add(name, f, [torch.randn(shape) for shape in shapes], weights or {})


def projection(name, rows, columns):
    return {f"{name}/kernel": torch.randn(rows, columns) * 0.5, f"{name}/bias": torch.randn(columns)}


def heads(query, key, value, output):
    return {**projection("query", *query), **projection("key", *key), **projection("value", *value), **projection("attention_output", *output)}


def whole(x, w, at="", mask=None, keys=None, count=2):
    """Of sequences to themselves, by PyTorch's own."""
    k = lambda name: w[f"{at}{name}/kernel"].T
    b = lambda name: w[f"{at}{name}/bias"]
    y, _ = F.multi_head_attention_forward(
        x.transpose(0, 1), x.transpose(0, 1), x.transpose(0, 1), x.shape[-1], count, None, torch.cat([b("query"), b("key"), b("value")]), None, None,
        False, 0.0, k("attention_output"), b("attention_output"), need_weights=False, use_separate_proj_weight=True, q_proj_weight=k("query"),
        k_proj_weight=k("key"), v_proj_weight=k("value"), attn_mask=None if mask is None else ~mask, key_padding_mask=None if keys is None else ~keys)
    return y.transpose(0, 1)


def luong(query, value, key=None, scale=1.0, seen=None):
    scores = torch.einsum("nqd,nkd->nqk", query, value if key is None else key) * scale
    if seen is not None:
        scores = scores.masked_fill(~seen, float("-inf"))
    return torch.einsum("nqk,nkv->nqv", scores.softmax(-1), value)


def split(x, count):
    return x.reshape(*x.shape[:2], count, -1)


def general(query, value, key, seen, **w):
    p = lambda name, x: split(x @ w[f"{name}/kernel"] + w[f"{name}/bias"], 2)
    q, k, v = p("query", query), p("key", key), p("value", value)
    scores = torch.einsum("nqhd,nkhd->nhqk", q, k) / 3 ** 0.5
    weights = scores.masked_fill(seen[:, None] == 0, float("-inf")).softmax(-1)
    y = torch.einsum("nhqk,nkhd->nqhd", weights, v).flatten(2)
    return y @ w["attention_output/kernel"] + w["attention_output/bias"]


def block(x, mask=None, keys=None, **w):
    n = lambda name, x: F.layer_norm(x, x.shape[-1:], w[f"{name}/gamma"], w[f"{name}/beta"], 1e-5)
    x = x + whole(n("attention_norm", x), w, "attention/", mask, keys)
    y = F.gelu(n("feedforward_norm", x) @ w["feedforward_intermediate/kernel"] + w["feedforward_intermediate/bias"])
    return x + y @ w["feedforward_output/kernel"] + w["feedforward_output/bias"]


def norm(name, size):
    return {f"{name}/gamma": torch.rand(size) + 0.5, f"{name}/beta": torch.randn(size)}


def block_weights():
    return {**norm("attention_norm", 6), **{f"attention/{key}": value for key, value in heads((6, 6), (6, 6), (6, 6), (6, 6)).items()},
            **norm("feedforward_norm", 6), **projection("feedforward_intermediate", 6, 10), **projection("feedforward_output", 10, 6)}


# The last two steps of the second sample, and the first of the third, are padding.
padding = torch.tensor([[1, 1, 1, 1, 1], [1, 1, 1, 0, 0], [0, 1, 1, 1, 1]]) > 0

case("attention", luong, (2, 4, 3), (2, 5, 6), (2, 5, 3))
case("attention_of_values", luong, (2, 4, 3), (2, 5, 3))
case("attention_scaled_causal", lambda x, scale: luong(x, x, scale=scale, seen=causal), (2, 5, 3), weights={"scale": torch.tensor(0.7)})
case("attention_masked", lambda q, v: luong(q, v, seen=padding[:, None]), (3, 4, 2), (3, 5, 2))
case("multi_head_attention", lambda x, **w: whole(x, w), (2, 5, 6), weights=heads((6, 6), (6, 6), (6, 6), (6, 6)))
case("multi_head_attention_causal", lambda x, **w: whole(x, w, mask=causal), (2, 5, 6), weights=heads((6, 6), (6, 6), (6, 6), (6, 6)))
case("multi_head_attention_masked", lambda x, **w: whole(x, w, keys=padding), (3, 5, 6), weights=heads((6, 6), (6, 6), (6, 6), (6, 6)))
seen = torch.tensor([[[1.0, 0, 1, 1, 0], [0, 0, 1, 0, 0], [1, 1, 1, 1, 1]], [[0, 0, 0, 0, 1], [1, 1, 1, 1, 1], [1, 0, 0, 0, 1]]])
case("multi_head_attention_of_others", lambda q, v, k, **w: general(q, v, k, seen, **w), (2, 3, 4), (2, 5, 5), (2, 5, 3),
     weights=heads((4, 6), (3, 6), (5, 8), (8, 7)))
case("transformer_block", block, (2, 5, 6), weights=block_weights())
case("transformer_block_causal", lambda x, **w: block(x, causal, **w), (2, 5, 6), weights=block_weights())
case("transformer_block_masked", lambda x, **w: block(x, None, padding, **w), (3, 5, 6), weights=block_weights())
case("position_embedding", lambda x, embeddings: x + embeddings[:4], (3, 4, 5), weights={"embeddings": torch.randn(7, 5)})

write("attention.json")
