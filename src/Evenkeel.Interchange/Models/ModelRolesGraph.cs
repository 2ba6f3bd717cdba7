using System.Collections.Immutable;
using System.Globalization;
using Evenkeel.Forensics;
using Evenkeel.Formats;
using Evenkeel.Formats.Onnx;
using Evenkeel.Shapes;

namespace Evenkeel.Interchange.Models;

/// <summary>What the graph of an ONNX model says of its tensors: the nodes that they go into.</summary>
/// <remarks>https://onnx.ai/onnx/operators; those of ONNX Runtime's own domain: https://github.com/microsoft/onnxruntime/blob/main/docs/ContribOperators.md.</remarks>
internal sealed class ModelRolesGraph
{
    private static readonly string[] Stacks = ["in_proj_bias", "qkv", "c_attn", "query_key_value"];

    private readonly ModelTensor[] tensors;
    private readonly ModelRolesFlow flow;
    private readonly Dictionary<OnnxNode, int> owners = new(ReferenceEqualityComparer.Instance);
    private readonly bool[] isSettled;

    private ModelRolesGraph(OnnxFile file, ModelTensor[] tensors)
    {
        this.tensors = tensors;
        flow = new(file);
        isSettled = new bool[tensors.Length];
    }

    /// <summary>Replaces what names and shapes say by what the graph says.</summary>
    /// <param name="file">The model.</param>
    /// <param name="tensors">All its tensors, as names and shapes have them.</param>
    /// <param name="isNamed">Whether a name, and not a shape alone, decided of a tensor.</param>
    public static void Apply(OnnxFile file, ModelTensor[] tensors, Func<int, bool> isNamed)
    {
        ModelRolesGraph graph = new(file, tensors);
        ImmutableArray<OnnxUse>[] uses = [.. tensors.Select(tensor => tensor.Info.Type.IsFloat() ? file.ConsumersOf(tensor.Info.Name) : [])];
        for (int i = 0; i < tensors.Length; i++)
        {
            graph.FindWeights(i, uses[i], isNamed(i));
        }

        for (int i = 0; i < tensors.Length; i++)
        {
            graph.FindTheRest(i, uses[i], isNamed(i));
        }
    }

    private void FindWeights(int at, ImmutableArray<OnnxUse> uses, bool isNamed)
    {
        ModelTensor tensor = tensors[at];
        foreach (OnnxUse use in uses)
        {
            if (Weights(use, tensor.Info.Shape) is not { } weights)
            {
                continue;
            }

            owners.TryAdd(use.Node, at);
            if (isSettled[at])
            {
                continue;
            }

            isSettled[at] = true;
            TensorRole role = weights.Family switch
            {
                "embedding" => TensorRole.Embedding, "packed" => TensorRole.Packed, "depthwise" => TensorRole.Depthwise,
                "conv" => TensorRole.Convolution, "transposed" => TensorRole.Transposed, _ => TensorRole.Dense,
            };
            WeightShape shape = weights.Shape;
            if (isNamed && role == TensorRole.Dense && tensor.Role is TensorRole.LoraA or TensorRole.LoraB)
            {
                role = tensor.Role;
            }
            else if (isNamed && role == TensorRole.Dense && tensor is { Role: TensorRole.Packed, Weights.Parts: > 1 and var parts } && shape.Outputs % parts == 0)
            {
                (role, shape) = (TensorRole.Packed, WeightShape.Packed(shape.Inputs, shape.Outputs / parts, parts, shape.Layout));
            }

            tensors[at] = new() { Info = tensor.Info, Role = role, Weights = shape, Activation = flow.After(use.Node), Reason = $"goes into {Name(use.Node)} as its {weights.What}" };
        }
    }

    /// <summary>What a use makes of a tensor, where it makes weights of it.</summary>
    private static (string Family, WeightShape Shape, string What)? Weights(OnnxUse use, ImmutableArray<long> shape)
    {
        OnnxNode node = use.Node;
        bool isFlat = use.Through.All(step => step.OpType is "Transpose" or "Identity" or "Cast" or "CastLike" or "DequantizeLinear" or "QuantizeLinear");
        if (!isFlat)
        {
            return null;
        }

        (string form, string what) = (node.OpType, use.Input, shape.Length) switch
        {
            ("MatMul", 1, 2) => (use.IsTransposed ? "dense" : "keras dense", "right factor"),
            ("MatMul", 0, 2) => (use.IsTransposed ? "keras dense" : "dense", "left factor"),
            ("Gemm", 1, 2) => (use.IsTransposed == (node.Whole("transB") is not null and not 0) ? "keras dense" : "dense", node.Whole("transB") is null or 0 ? "right factor" : "right factor, transposed"),
            ("Gemm", 0, 2) => (use.IsTransposed == (node.Whole("transA") is not null and not 0) ? "dense" : "keras dense", "left factor"),
            ("Gather" or "EmbedLayerNormalization", _, 2) when !use.IsTransposed && (node.OpType != "Gather" || (use.Input == 0 && node.Whole("axis") is null or 0)) => ("embedding", "table"),
            ("Attention", 1, 2) => (use.IsTransposed ? "packed 3" : "keras packed 3", "weights of queries, keys and values"),
            _ => ("", ""),
        };
        if (form.Length > 0)
        {
            return ModelRolesForm.Read(form, shape) is { } read ? (form.Split(' ')[^1] is "3" ? "packed" : form == "embedding" ? form : "dense", read, what) : null;
        }

        return use.IsTransposed ? null : (node.OpType, use.Input) switch
        {
            ("Conv" or "FusedConv", 1) => Kernel(node, shape, isTransposed: false),
            ("ConvTranspose", 1) => Kernel(node, shape, isTransposed: true),
            ("LSTM" or "GRU" or "RNN", 1 or 2) => Recurrent(node, use.Input, shape),
            _ => null,
        };
    }

    private static (string, WeightShape, string)? Kernel(OnnxNode node, ImmutableArray<long> shape, bool isTransposed)
    {
        if (shape.Length is < 3 or > 5 || shape.Any(axis => axis is < 1 or > int.MaxValue) || node.Whole("group") is < 1 or > int.MaxValue)
        {
            return null;
        }

        int groups = (int)(node.Whole("group") ?? 1);
        ImmutableArray<long> strides = node.Wholes("strides");
        int stride = strides.Length > 0 && strides.All(step => step == strides[0]) && strides[0] is >= 1 and <= short.MaxValue ? (int)strides[0] : 1;
        bool isDepthwise = !isTransposed && groups > 1 && shape[1] == 1;
        string kind = string.Create(CultureInfo.InvariantCulture, $"{(isDepthwise ? "depthwise" : isTransposed ? "transposed" : "conv")}{shape.Length - 2}d");
        try
        {
            WeightShape weights = WeightShape.Parse(kind, [.. shape.Select(axis => (int)axis)], WeightLayout.OutIn, groups, stride);
            return (kind[..^2], weights, groups == 1 ? "kernels" : string.Create(CultureInfo.InvariantCulture, $"kernels, in {groups} groups"));
        }
        catch (ArgumentException)
        {
            // A graph may claim groups that its shapes contradict.
            return null;
        }
    }

    /// <summary>Directions and gates lie below one another: [directions, gates × units, in].</summary>
    private static (string, WeightShape, string)? Recurrent(OnnxNode node, int input, ImmutableArray<long> shape)
    {
        int gates = node.OpType switch { "LSTM" => 4, "GRU" => 3, _ => 1 };
        return shape is [1 or 2, > 0 and <= int.MaxValue / 2 and var rows, > 0 and <= int.MaxValue and var inputs] && rows % gates == 0
            ? (gates * shape[0] > 1 ? "packed" : "dense", WeightShape.Packed((int)inputs, (int)(rows / gates), (int)(gates * shape[0])), input == 1 ? "input weights" : "recurrent weights")
            : null;
    }

    private void FindTheRest(int at, ImmutableArray<OnnxUse> uses, bool isNamed)
    {
        ModelTensor tensor = tensors[at];
        if (isSettled[at] || !tensor.Info.Type.IsFloat())
        {
            return;
        }

        foreach (OnnxUse use in uses)
        {
            if (Norm(use) is { } norm)
            {
                tensors[at] = new() { Info = tensor.Info, Role = norm.Role, Weights = ModelRolesForm.Read("vector", tensor.Info.Shape), Reason = $"goes into {Name(use.Node)} as {norm.What}" };
                return;
            }

            if (Layer(use) is { } layer && tensors[layer] is { Weights: { } weights } owner && Biases(tensor.Info, weights))
            {
                if (owner.Role == TensorRole.Dense && weights.Outputs == 3 * weights.Inputs && isNamed && Stacks.Any(stack => tensor.Info.Name.Contains(stack, StringComparison.Ordinal)))
                {
                    // Exporters give folded weights names of their own, but leave the bias its name.
                    weights = WeightShape.Packed(weights.Inputs, weights.Inputs, 3, weights.Layout);
                    tensors[layer] = owner with { Role = TensorRole.Packed, Weights = weights, Reason = $"{owner.Reason}, and '{tensor.Info.Name}' is added to its units: queries, keys and values in one matrix" };
                }

                tensors[at] = new() { Info = tensor.Info, Role = TensorRole.Bias, Weights = weights, WeightsName = owner.Info.Name, Reason = $"is added to the units of the layer of '{owner.Info.Name}'" };
                return;
            }
        }

        if (!isNamed)
        {
            string into = uses.Length == 0 ? "no node" : string.Join(", ", uses.Select(use => use.Node.OpType).Distinct().Take(3));
            tensors[at] = tensor.Info.Shape.Length == 0 || tensor.Info.Count <= 1
                ? new() { Info = tensor.Info, Role = TensorRole.Constant, Reason = $"is a single number that goes into {into}" }
                : new() { Info = tensor.Info, Role = TensorRole.Unknown, Reason = $"goes into {into}, which says nothing of its role" };
        }
    }

    private static bool Biases(TensorInfo bias, WeightShape weights) => bias.Count > 0 && bias.Count % weights.Outputs == 0 && bias.Count / weights.Outputs <= 2;

    private (TensorRole Role, string What)? Norm(OnnxUse use) => (use.Node.OpType, use.Input) switch
    {
        ("BatchNormalization" or "LayerNormalization" or "InstanceNormalization" or "GroupNormalization" or "SimplifiedLayerNormalization" or "RMSNormalization", 1) => (TensorRole.NormScale, "its scale"),
        ("BatchNormalization" or "LayerNormalization" or "InstanceNormalization" or "GroupNormalization", 2) => (TensorRole.NormShift, "its shift"),
        ("SkipLayerNormalization" or "SkipSimplifiedLayerNormalization", 2) => (TensorRole.NormScale, "its scale"),
        ("SkipLayerNormalization", 3) => (TensorRole.NormShift, "its shift"),
        ("BatchNormalization", 3) => (TensorRole.RunningMean, "its running mean"),
        ("BatchNormalization", 4) => (TensorRole.RunningVariance, "its running variance"),
        ("Mul", _) when flow.IsNormalized(ModelRolesFlow.Other(use)) => (TensorRole.NormScale, "the scale of a normalization that is written out"),
        ("Add", _) when flow.IsScaledNormal(ModelRolesFlow.Other(use)) => (TensorRole.NormShift, "the shift of a normalization that is written out"),
        _ => null,
    };

    /// <summary>The place of the weights whose node a bias goes into, or whose outputs it is added to.</summary>
    private int? Layer(OnnxUse use) => (use.Node.OpType, use.Input) switch
    {
        ("Conv" or "FusedConv" or "ConvTranspose" or "Gemm" or "Attention", 2) or ("LSTM" or "GRU" or "RNN", 3) => owners.TryGetValue(use.Node, out int own) ? own : null,
        ("Add" or "BiasGelu" or "FastGelu" or "SkipLayerNormalization", _) => flow.Source(ModelRolesFlow.Other(use), use.Node.Graph) is { } source && owners.TryGetValue(source, out int other) ? other : null,
        _ => null,
    };

    private static string Name(OnnxNode node) => node.Name.Length > 0 ? $"{node.OpType} '{node.Name}'" : node.OpType;
}
