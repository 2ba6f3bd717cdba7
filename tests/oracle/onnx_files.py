"""Makes the ONNX models that OnnxFileTests read: what PyTorch's exporter and the onnx package write, with the elements as NumPy sees them beside each.

usage: onnx_files.py FOLDER   (needs torch and onnx; versions used: torch 1.13.1, onnx 1.12.0)
"""
import io
import json
import os
import sys

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import nn


class Attention(nn.Module):
    def __init__(self):
        super().__init__()
        self.words = nn.Embedding(11, 8)
        self.attention = nn.MultiheadAttention(8, 2, batch_first=True)
        self.norm = nn.LayerNorm(8)

    def forward(self, tokens):
        x = self.words(tokens)
        return self.norm(x + self.attention(x, x, x, need_weights=False)[0])


class Reader(nn.Module):
    def __init__(self):
        super().__init__()
        self.words = nn.Embedding(7, 4)
        self.lstm = nn.LSTM(4, 3, batch_first=True)
        self.out = nn.Linear(3, 2)

    def forward(self, tokens):
        return self.out(self.lstm(self.words(tokens))[0][:, -1])


class Branching(nn.Module):
    def __init__(self):
        super().__init__()
        self.small = nn.Linear(3, 3)
        self.large = nn.Linear(3, 3)

    def forward(self, x):
        return self.large(x) if x.sum() > 0 else self.small(x)


def export(model, inputs, **options):
    buffer = io.BytesIO()
    torch.onnx.export(model, inputs, buffer, opset_version=13, **options)
    return onnx.load_from_string(buffer.getvalue())


def half(model):
    """This PyTorch multiplies no halves on a processor, so the export is turned afterwards."""
    for tensor in model.graph.initializer:
        tensor.CopyFrom(numpy_helper.from_array(numpy_helper.to_array(tensor).astype(np.float16), tensor.name))
    for port in [*model.graph.input, *model.graph.output]:
        port.type.tensor_type.elem_type = TensorProto.FLOAT16
    return model


def tensors(model, folder):
    """Every initializer and Constant, by name, as float64."""
    found = {}

    def walk(graph):
        for tensor in graph.initializer:
            found[tensor.name] = tensor
        for node in graph.node:
            for attribute in node.attribute:
                if node.op_type == 'Constant' and attribute.name == 'value':
                    found[node.output[0]] = attribute.t
                if attribute.type == onnx.AttributeProto.GRAPH:
                    walk(attribute.g)

    walk(model.graph)
    return {name: {'shape': list(t.dims), 'type': TensorProto.DataType.Name(t.data_type),
                   'values': [float(v) for v in numpy_helper.to_array(t, folder).astype(np.float64).ravel()]} for name, t in found.items()}


def typed():
    """Each type in its typed field, packed as protobuf packs it."""
    halves = np.array([0, 1, -2.5, 65504, 6e-8], np.float16)
    graph = helper.make_graph(
        [helper.make_node('Identity', ['f32'], ['y'])], 'typed', [], [helper.make_tensor_value_info('y', TensorProto.FLOAT, [2, 2])],
        [helper.make_tensor('f32', TensorProto.FLOAT, [2, 2], [1, -2, 0.5, 3e38]),
         helper.make_tensor('f64', TensorProto.DOUBLE, [3], [1, -2, 1e300]),
         helper.make_tensor('f16', TensorProto.FLOAT16, [5], [float(v) for v in halves]),
         helper.make_tensor('i8', TensorProto.INT8, [3], [-128, 0, 127]),
         helper.make_tensor('u8', TensorProto.UINT8, [3], [0, 1, 255]),
         helper.make_tensor('i16', TensorProto.INT16, [2], [-32768, 32767]),
         helper.make_tensor('i32', TensorProto.INT32, [2], [-(1 << 31), (1 << 31) - 1]),
         helper.make_tensor('i64', TensorProto.INT64, [2], [-(1 << 53), 1 << 53]),
         helper.make_tensor('u32', TensorProto.UINT32, [2], [0, (1 << 32) - 1]),
         helper.make_tensor('u64', TensorProto.UINT64, [2], [0, 1 << 53]),
         helper.make_tensor('bool', TensorProto.BOOL, [2], [True, False]),
         helper.make_tensor('empty', TensorProto.FLOAT, [0, 4], []),
         helper.make_tensor('scalar', TensorProto.FLOAT, [], [7])])
    return helper.make_model(graph, producer_name='onnx', opset_imports=[helper.make_opsetid('', 13)])


def main(folder):
    torch.manual_seed(0)
    os.makedirs(folder, exist_ok=True)
    mlp = nn.Sequential(nn.Linear(3, 4), nn.Tanh(), nn.Linear(4, 2))
    conv = nn.Sequential(nn.Conv2d(2, 4, 3, bias=False), nn.BatchNorm2d(4), nn.ReLU(), nn.Conv2d(4, 4, 3, groups=4), nn.ConvTranspose2d(4, 2, 2, stride=2))
    models = {
        'mlp': export(mlp, torch.zeros(1, 3)),
        # Without folding, the batch norm stays a node of its own.
        'conv': export(conv.train(), torch.zeros(1, 2, 7, 7), training=torch.onnx.TrainingMode.PRESERVE, do_constant_folding=False),
        'lstm': export(Reader(), torch.zeros(1, 5, dtype=torch.long)),
        'attention': export(Attention().eval(), torch.zeros(1, 5, dtype=torch.long)),
        'branching': export(torch.jit.script(Branching()), torch.ones(1, 3)),
        'half': half(export(nn.Linear(3, 2), torch.zeros(1, 3))),
        'typed': typed(),
    }
    expected = {name: tensors(model, folder) for name, model in models.items()}
    for name, model in models.items():
        onnx.save_model(model, os.path.join(folder, f'{name}.onnx'))
    outside = os.path.join(folder, 'outside')
    os.makedirs(outside, exist_ok=True)
    path = os.path.join(outside, 'outside.onnx')
    if os.path.exists(path + '.data'):
        os.remove(path + '.data')
    onnx.save_model(models['mlp'], path, save_as_external_data=True, all_tensors_to_one_file=True, location='outside.onnx.data', size_threshold=0)
    expected['outside/outside'] = tensors(onnx.load(path, load_external_data=False), outside)
    with open(os.path.join(folder, 'expected.json'), 'w', encoding='utf-8') as file:
        file.write('{\n' + ',\n'.join(f'"{name}": {json.dumps(entries)}' for name, entries in expected.items()) + '\n}\n')


main(sys.argv[1])
