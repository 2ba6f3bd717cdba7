using System.Collections.Immutable;
using Evenkeel.Formats.Onnx;

namespace Evenkeel.Interchange.Models;

/// <summary>Ways along the values of an ONNX graph, forward to an activation and back to a layer.</summary>
internal sealed class ModelRolesFlow
{
    /// <summary>Steps from a layer to its activation: a bias, a reshaping, a normalization, a dropout, a residual sum, and as many once more.</summary>
    private const int MostSteps = 10;

    private static readonly string[] Activations =
    [
        "Relu", "LeakyRelu", "PRelu", "ThresholdedRelu", "Clip", "Elu", "Celu", "Selu", "Gelu", "FastGelu", "BiasGelu", "QuickGelu", "HardSwish", "Swish", "Mish", "Softplus", "Tanh", "Sigmoid", "HardSigmoid",
        "Softsign", "Softmax", "LogSoftmax",
    ];

    private static readonly string[] Passed =
    [
        "Add", "Identity", "Reshape", "Transpose", "Flatten", "Squeeze", "Unsqueeze", "Cast", "Dropout", "BatchNormalization", "InstanceNormalization", "GroupNormalization", "LayerNormalization", "MaxPool",
        "AveragePool", "GlobalAveragePool",
    ];

    private static readonly string[] Formal = ["Identity", "Reshape", "Transpose", "Flatten", "Squeeze", "Unsqueeze", "Cast"];

    private readonly Dictionary<(string Graph, string Value), OnnxNode> producers = [];
    private readonly Dictionary<(string Graph, string Value), List<OnnxNode>> consumers = [];

    public ModelRolesFlow(OnnxFile file)
    {
        foreach (OnnxNode node in file.Nodes)
        {
            foreach (string value in node.Outputs.Where(value => value.Length > 0))
            {
                producers.TryAdd((node.Graph, value), node);
            }

            foreach (string value in node.Inputs.Where(value => value.Length > 0).Distinct())
            {
                if (!consumers.TryGetValue((node.Graph, value), out List<OnnxNode>? list))
                {
                    consumers.Add((node.Graph, value), list = []);
                }

                list.Add(node);
            }
        }
    }

    /// <summary>The activation behind a layer, or the node that stands in its place; null where nothing does.</summary>
    public string? After(OnnxNode layer)
    {
        if (layer.OpType is "LSTM" or "GRU" or "RNN")
        {
            return "Tanh";
        }

        if (layer.OpType == "FusedConv" && layer.Text("activation") is { } fused)
        {
            return fused;
        }

        OnnxNode node = layer;
        for (int step = 0; step < MostSteps; step++)
        {
            ImmutableArray<OnnxNode> next = Next(node);
            if (next.Length == 0)
            {
                return null;
            }

            if (Written(next) is { } written)
            {
                return written;
            }

            if (next.FirstOrDefault(follower => Array.IndexOf(Activations, follower.OpType) >= 0) is { } activation)
            {
                return activation.OpType is "FastGelu" or "BiasGelu" or "QuickGelu" ? "Gelu" : activation.OpType;
            }

            if (next.FirstOrDefault(follower => Array.IndexOf(Passed, follower.OpType) >= 0) is not { } passed)
            {
                return next[0].OpType;
            }

            node = passed;
        }

        return null;
    }

    /// <summary>The other input of a node of two inputs; empty where there is none.</summary>
    public static string Other(OnnxUse use) => use.Node.Inputs is [var left, var right, ..] ? use.Input == 0 ? right : left : "";

    /// <summary>The node that makes a value, behind nodes that only bring it into another form.</summary>
    public OnnxNode? Source(string value, string graph)
    {
        OnnxNode? node = producers.GetValueOrDefault((graph, value));
        for (int step = 0; step < MostSteps && node is not null && Array.IndexOf(Formal, node.OpType) >= 0 && node.Inputs.Length > 0; step++)
        {
            node = producers.GetValueOrDefault((node.Graph, node.Inputs[0]));
        }

        return node;
    }

    /// <summary>Whether a value of the main graph is something divided by the root of its variance, or multiplied by its reciprocal.</summary>
    public bool IsNormalized(string value) => producers.GetValueOrDefault(("", value)) switch
    {
        { OpType: "Div", Inputs: [_, var divisor] } => producers.GetValueOrDefault(("", divisor))?.OpType == "Sqrt",
        { OpType: "Mul", Inputs: [_, var factor] } => producers.GetValueOrDefault(("", factor)) is { OpType: "Reciprocal" or "Div" } inverse && inverse.Inputs.Any(input => producers.GetValueOrDefault(("", input))?.OpType == "Sqrt"),
        _ => false,
    };

    /// <summary>Whether a value of the main graph is such a quotient, scaled.</summary>
    public bool IsScaledNormal(string value) => producers.GetValueOrDefault(("", value)) is { OpType: "Mul", Inputs: [var left, var right] } && (IsNormalized(left) || IsNormalized(right));

    /// <summary>Activations that PyTorch's exporter writes out: x·σ(x), and those with an error function or a cube.</summary>
    private string? Written(ImmutableArray<OnnxNode> next)
    {
        bool hasProduct = next.Any(node => node.OpType == "Mul");
        return next.Any(node => node.OpType == "Sigmoid") && hasProduct ? "Silu"
            : next.Any(node => node.OpType == "HardSigmoid") && hasProduct ? "HardSwish"
            : next.Any(node => node.OpType is "Div" or "Mul" && Next(node).Any(after => after.OpType == "Erf")) ? "Gelu"
            : next.Any(node => node.OpType == "Pow" || (node.OpType == "Mul" && node.Inputs is [var left, var right] && left == right)) && hasProduct ? "Gelu"
            : next.Any(node => node.OpType == "Softplus") && hasProduct ? "Mish"
            : next.Any(node => node.OpType == "ReduceMean") && next.Any(node => node.OpType == "Sub") ? "LayerNormalization"
            : null;
    }

    private ImmutableArray<OnnxNode> Next(OnnxNode node) =>
        node.Outputs.Length > 0 && consumers.TryGetValue((node.Graph, node.Outputs[0]), out List<OnnxNode>? list) ? [.. list.Where(next => next.OpType != "Shape")] : [];
}
