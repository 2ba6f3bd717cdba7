using System.Collections.Immutable;
using System.Globalization;
using Evenkeel.Forensics;

namespace Evenkeel.Interchange.Models;

/// <summary>The scheme for what a tensor does and for the activation behind its layer.</summary>
/// <remarks>
/// A layer before a function of ReLU's kind takes He's rule, before tanh or a sigmoid Xavier's, before anything else LeCun's; where no graph says what follows, a convolution takes He's
/// and any other layer LeCun's. Embeddings are N(0, 0.02²), as transformers start them; biases 0; scales of normalizations 1, shifts 0; of a low-rank adaption A as a dense layer of PyTorch, B 0.
/// The weights that end a residual branch of a transformer have their variance divided by the number of such branches: Radford et al. 2019, section 2.3.
/// </remarks>
internal sealed class ReinitAuto
{
    private static readonly string[] Rectifiers = ["Relu", "LeakyRelu", "PRelu", "ThresholdedRelu", "Clip", "Elu", "Celu", "Gelu", "HardSwish", "Swish", "Silu", "Mish", "Softplus"];

    private static readonly string[] Squashers = ["Tanh", "Sigmoid", "HardSigmoid", "Softsign"];

    /// <summary>Patterns of the part of a name before the leaf that ends a branch: GPT-2, LLaMA, OPT and PyTorch, timm, llama.cpp.</summary>
    private static readonly string[] Ends = ["*.attn.c_proj", "*.mlp.c_proj", "*.o_proj", "*.down_proj", "*.attn.proj", "*.mlp.fc2", "*.out_proj", "*.fc2", "*.linear2", "*.attention.output.dense", "*.output.dense", "*.attn_output", "*.ffn_down", "*.attention.wo", "*.w2"];

    private readonly HashSet<string> ends;

    public ReinitAuto(ImmutableArray<ModelTensor> tensors)
    {
        bool isTransformer = tensors.Any(tensor => tensor.Role == TensorRole.NormScale)
            && tensors.Any(tensor => tensor.Info.Name.Contains("attn", StringComparison.OrdinalIgnoreCase) || tensor.Info.Name.Contains("attention", StringComparison.OrdinalIgnoreCase));
        ends = isTransformer ? [.. tensors.Where(IsEnd).Select(tensor => tensor.Info.Name)] : [];
    }

    /// <summary>Gives the scheme of a tensor, and why.</summary>
    public (string Scheme, string Why) Of(ModelTensor tensor)
    {
        switch (tensor.Role)
        {
            case TensorRole.Embedding: return ("normal(0.02)", "an embedding, whose scale follows from no fan");
            case TensorRole.Bias: return ("zero", "a bias");
            case TensorRole.LoraA: return ("torch:linear.default", "the factor A of a low-rank adaption, as peft starts it");
            case TensorRole.LoraB: return ("zero", "the factor B of a low-rank adaption, so that it starts with no effect");
            case TensorRole.NormScale or TensorRole.NormShift or TensorRole.RunningMean or TensorRole.RunningVariance: return Start(tensor.Role);
            default: break;
        }

        (string scheme, string why) = tensor.Activation switch
        {
            { } activation when Array.IndexOf(Rectifiers, activation) >= 0 => ("he-normal", $"{activation} follows"),
            { } activation when Array.IndexOf(Squashers, activation) >= 0 => ("xavier", $"{activation} follows"),
            { } activation => ("lecun-normal", $"{activation} follows"),
            null when tensor.Role is TensorRole.Convolution or TensorRole.Depthwise or TensorRole.Transposed => ("he-normal", "a convolution, behind which nearly always something like ReLU stands; the file does not say"),
            null => ("lecun-normal", "nothing says which activation follows"),
        };
        return ends.Count > 1 && ends.Contains(tensor.Info.Name)
            ? (string.Create(CultureInfo.InvariantCulture, $"{scheme}*{1.0 / ends.Count:R}"), string.Create(CultureInfo.InvariantCulture, $"{why}, and it ends one of {ends.Count} residual branches"))
            : (scheme, why);
    }

    /// <summary>What a normalization starts with.</summary>
    public static (string Scheme, string Why) Start(TensorRole role) => role switch
    {
        TensorRole.NormScale => ("one", "a normalization starts with scale 1"),
        TensorRole.RunningVariance => ("one", "a running variance starts at 1"),
        TensorRole.RunningMean => ("zero", "a running mean starts at 0"),
        _ => ("zero", "a normalization starts with shift 0"),
    };

    private static bool IsEnd(ModelTensor tensor)
    {
        ModelRolesPath path = new(tensor.Info.Name);
        return tensor.Role == TensorRole.Dense && path.Prefix.Length > 1 && Array.Exists(Ends, end => TensorGlob.IsMatch(end, path.Prefix.AsSpan(0, path.Prefix.Length - 1)));
    }
}
