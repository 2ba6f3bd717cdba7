using System.Text;
using System.Text.RegularExpressions;

namespace Evenkeel.Cli.Rendering;

/// <summary>A formula in TeX as a line of text: the few commands that the catalogue's formulas use.</summary>
internal static partial class PlainFormula
{
    private static readonly (string Tex, string Text)[] words =
    [
        (@"\,", ""), (@"\textstyle", ""), (@"\sum", "Σ"), (@"\;", " "), (@"\quad", "  "), (@"\ ", " "), (@"\pm", "±"), (@"\leftarrow", "←"), (@"\le", "≤"), (@"\cdot", "·"), (@"\sim", "~"), (@"\approx", "≈"), (@"\times", "×"),
        (@"\varphi", "φ"), (@"\sigma", "σ"), (@"\beta", "β"), (@"\delta", "δ"), (@"\lVert", "‖"), (@"\rVert", "‖"), (@"\lceil", "⌈"), (@"\rceil", "⌉"), (@"\lfloor", "⌊"), (@"\rfloor", "⌋"), (@"\top", "T"), (@"\max", "max"), (@"\ln", "ln"),
    ];

    /// <summary>Turns a formula into text.</summary>
    /// <param name="tex">The formula.</param>
    /// <returns>For example <c>N(0, 2/n_in)</c>.</returns>
    public static string Of(string tex)
    {
        string text = Named().Replace(tex, "$1");
        for (string before = ""; before != text;)
        {
            before = text;
            text = Root().Replace(text, match => $"√({match.Groups[1].Value})");
            text = Fraction().Replace(text, match => $"{Grouped(match.Groups[1].Value)}/{Grouped(match.Groups[2].Value)} ");
            text = Place().Replace(text, "_$1[$2]");
            text = Index().Replace(text, match => match.Groups[1].Value.All(char.IsLetterOrDigit) ? $"_{match.Groups[1].Value}" : $"[{match.Groups[1].Value}]");
            text = Power().Replace(text, match => $"^({match.Groups[1].Value})");
        }

        StringBuilder plain = new(text.Replace(@"\bar z", "mean(z)", StringComparison.Ordinal).Replace(@"\sqrt m", "√m", StringComparison.Ordinal));
        foreach ((string command, string word) in words)
        {
            plain.Replace(command, word);
        }

        return Spaces().Replace(plain.Replace("^T", "ᵀ").Replace("^2", "²").Replace("± ", "±").Replace("⌈ ", "⌈").Replace(" ⌉", "⌉").Replace("⌊ ", "⌊").Replace(" ⌋", "⌋").Replace("‖ ", "‖").Replace(" ‖", "‖").Replace("{", "").Replace("}", "").ToString(), " ").Trim();
    }

    /// <summary>A side of a fraction, in parentheses where it has more than one term.</summary>
    private static string Grouped(string side) => side.AsSpan().ContainsAny("+- √") ? $"({side})" : side;

    [GeneratedRegex(@"\\(?:mathcal|text)\{([^{}]*)\}")]
    private static partial Regex Named();

    [GeneratedRegex(@"\\sqrt\{([^{}]*)\}")]
    private static partial Regex Root();

    [GeneratedRegex(@"\\frac\{([^{}]*)\}\{([^{}]*)\}")]
    private static partial Regex Fraction();

    [GeneratedRegex(@"_\{([^{}]*)\}")]
    private static partial Regex Index();

    /// <summary>Channels, and the kernel's tap.</summary>
    [GeneratedRegex(@"_\{(\w+),(\w+)\}")]
    private static partial Regex Place();

    [GeneratedRegex(@"\^\{([^{}]*)\}")]
    private static partial Regex Power();

    [GeneratedRegex(@" {2,}")]
    private static partial Regex Spaces();
}
