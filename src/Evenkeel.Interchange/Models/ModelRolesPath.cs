using System.Buffers;
using System.Collections.Immutable;

namespace Evenkeel.Interchange.Models;

/// <summary>A tensor's name, taken apart: <c>layer1.0.conv1.weight</c>, <c>params/Dense_0/kernel</c>, <c>dense/kernel:0</c>.</summary>
internal sealed class ModelRolesPath
{
    public ModelRolesPath(string name)
    {
        string plain = name.EndsWith(":0", StringComparison.Ordinal) ? name[..^2] : name;
        Text = Unwrapped(plain.Replace('/', '.').ToLowerInvariant());
        Parts = [.. Text.Split('.')];
        Leaf = Parts[^1];
        Parent = Parts.Length > 1 ? Parts[^2] : "";
        Prefix = Text[..^Leaf.Length];
        int cut = plain.Length;
        for (int part = 0; part < 2 && cut > 0; part++)
        {
            cut = plain.LastIndexOfAny(['.', '/'], cut - 1);
        }

        Tail = cut > 0 ? $"…{name[cut..]}" : name;
    }

    /// <summary>The whole name in small letters, dots between its parts, without TensorFlow's <c>:0</c>.</summary>
    public string Text { get; }

    /// <summary>The parts of <see cref="Text"/>.</summary>
    public ImmutableArray<string> Parts { get; }

    /// <summary>The last part, such as <c>weight</c>.</summary>
    public string Leaf { get; }

    /// <summary>The part before it, such as <c>conv1</c>; empty where there is none.</summary>
    public string Parent { get; }

    /// <summary>All before the leaf, the dot too.</summary>
    public string Prefix { get; }

    /// <summary>The last two parts as the file writes them, for sentences.</summary>
    public string Tail { get; }

    /// <summary>What the bias beside these weights would be called; empty where nothing tells.</summary>
    public string BiasText => Leaf switch
    {
        "gamma" => Prefix + "beta",
        "weight_v" or "weight_orig" => Prefix + "bias",
        _ when Leaf.Contains("weight", StringComparison.Ordinal) => Prefix + Leaf.Replace("weight", "bias", StringComparison.Ordinal),
        _ when Leaf.EndsWith("kernel", StringComparison.Ordinal) => Prefix + "bias",
        "scale" => Prefix + "bias",
        _ when Leaf[..Math.Min(1, Leaf.Length)] == "w" && Leaf.AsSpan(1).IndexOfAnyExcept(Digits) < 0 => $"{Prefix}b{Leaf[1..]}",
        _ => "",
    };

    /// <summary>PyTorch's later way of naming what weight and spectral normalization keep, in the words of its earlier one.</summary>
    private static string Unwrapped(string text) =>
        text.IndexOf(Parametrized, StringComparison.Ordinal) is >= 0 and var at
            ? text[(at + Parametrized.Length)..] switch
            {
                "original0" => $"{text[..at]}weight_g",
                "original1" => $"{text[..at]}weight_v",
                "original" => $"{text[..at]}weight_orig",
                _ => text,
            }
            : text;

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789_");

    private const string Parametrized = "parametrizations.weight.";
}
