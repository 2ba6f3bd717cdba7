using System.Globalization;
using System.Text.RegularExpressions;
using Evenkeel.Diagnosis;
using Evenkeel.Graphs;
using Evenkeel.Networks;
using Evenkeel.Numerics;

namespace Evenkeel.Tests.Diagnosis;

/// <summary>What a fix's PyTorch draws, read from its text: weights of variance scale/fan-in and biases of deviation offset, layer by layer.</summary>
/// <param name="Activation">The activation that it takes; null for the network's own.</param>
/// <param name="Scales">σw² of each layer; empty where only the last layer is drawn.</param>
/// <param name="Offsets">σb of each layer.</param>
/// <param name="Last">The deviation of the last layer's weights; null where all layers are drawn.</param>
internal sealed partial record DrawnFix(string? Activation, double[] Scales, double[] Offsets, double? Last)
{
    /// <summary>Reads a finding's fix; null where it draws nothing.</summary>
    public static DrawnFix? Parse(Finding finding)
    {
        if (finding.Fixes.FirstOrDefault(fix => fix.Framework == "PyTorch") is not { Code: var code })
        {
            return null;
        }

        if (Head().Match(code) is { Success: true } head)
        {
            return new(null, [], [], Number(head.Groups[1].Value));
        }

        Match match = Lists().Match(code);
        string? activation = code.Contains("torch.nn.Tanh()", StringComparison.Ordinal) ? "tanh" : code.Contains("torch.nn.LeakyReLU(0.1)", StringComparison.Ordinal) ? "leaky-relu(0.1)" : null;
        return match.Success ? new(activation, List(match.Groups[1].Value), List(match.Groups[2].Value), null) : null;
    }

    /// <summary>Draws as the text says.</summary>
    public void Apply(Network network, ParameterStore parameters)
    {
        if (Last is { } deviation)
        {
            Draw.Normal(parameters[network.Layers[^1].Weight], 0, 0, deviation);
            return;
        }

        Scales.Length.ShouldBe(network.Layers.Length);
        foreach (NetworkLayer layer in network.Layers)
        {
            Span<float> weights = parameters[layer.Weight];
            Draw.Normal(weights, layer.Number, 0, Math.Sqrt(Scales[layer.Number - 1] * layer.Width / weights.Length));
            Draw.Normal(parameters[layer.Bias!.Value], 1000 + layer.Number, 0, Offsets[layer.Number - 1]);
        }
    }

    /// <summary><c>[1, 2] + [3] * 4</c>.</summary>
    private static double[] List(string text) =>
    [
        .. Part().Matches(text).SelectMany(part => Enumerable.Repeat(part.Groups[1].Value.Split(", ").Select(Number), part.Groups[2].Success ? int.Parse(part.Groups[2].Value, CultureInfo.InvariantCulture) : 1).SelectMany(values => values)),
    ];

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"zip\(layers, (\[[^\]]*\](?: \* \d+)?(?: \+ \[[^\]]*\](?: \* \d+)?)*), (\[.+)\):")]
    private static partial Regex Lists();

    [GeneratedRegex(@"\[([^\]]+)\](?: \* (\d+))?")]
    private static partial Regex Part();

    [GeneratedRegex(@"^torch\.nn\.init\.normal_\(list\(model\.parameters\(\)\)\[-2\], std=(.+)\)$")]
    private static partial Regex Head();
}
