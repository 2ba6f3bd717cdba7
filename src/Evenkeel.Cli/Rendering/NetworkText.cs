using System.Globalization;
using System.Text;
using Evenkeel.Networks;

namespace Evenkeel.Cli.Rendering;

/// <summary>A network in few characters.</summary>
internal static class NetworkText
{
    /// <summary>Its widths with equal neighbours counted, and its activation: <c>784-300×4-10 tanh</c>; those of a residual branch in parentheses.</summary>
    public static string Of(Network network)
    {
        if (network.Spec.Branches > 0)
        {
            return $"{network} {network.Function.Name}";
        }

        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"{network.InputShape.Count}");
        int[] widths = [.. network.Layers.Select(layer => layer.Width)];
        for (int i = 0; i < widths.Length;)
        {
            int alike = i + 1 == widths.Length ? 1 : widths[i..^1].TakeWhile(width => width == widths[i]).Count();
            text.Append(CultureInfo.InvariantCulture, $"-{widths[i]}");
            if (alike > 1)
            {
                text.Append(CultureInfo.InvariantCulture, $"×{alike}");
            }

            i += alike;
        }

        return network.HiddenLayers.IsEmpty ? text.ToString() : text.Append(' ').Append(network.Function.Name).ToString();
    }
}
