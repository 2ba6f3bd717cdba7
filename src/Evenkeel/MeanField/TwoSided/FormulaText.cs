using System.Globalization;
using System.Text;
using Evenkeel.Functions;

namespace Evenkeel.MeanField.TwoSided;

/// <summary>Activations as formulas of an argument, as <see cref="Formula.Parse"/> reads them.</summary>
internal static class FormulaText
{
    /// <summary>A number that reads back as the same number.</summary>
    public static string Of(double number) => number.ToString("R", CultureInfo.InvariantCulture) is var text && number < 0 ? $"({text})" : text;

    /// <summary>The activation of an argument; null where it has no formula.</summary>
    /// <param name="activation">The activation.</param>
    /// <param name="argument">A formula in x.</param>
    public static string? Of(Activation activation, string argument) => activation switch
    {
        Linear => $"({argument})",
        LeakyRelu leaky => $"max({argument},{Of(leaky.SlopeBelow)}*({argument}))",
        Elu elu => $"if(({argument})>0,{argument},{Of(elu.Alpha)}*(exp(min({argument},0))-1))",
        Sin sin => $"sin({Of(sin.Frequency)}*({argument}))",
        HardTanh => $"max(-1,min(1,{argument}))",
        GeluTanh => null,
        _ when Formula.Functions.Contains(activation.Name) => $"{activation.Name}({argument})",
        _ => Substituted(activation.Name, argument),
    };

    /// <summary>A formula's text with its variable replaced.</summary>
    private static string? Substituted(string formula, string argument)
    {
        try
        {
            Formula.Parse(formula);
        }
        catch (FormatException)
        {
            return null;
        }

        StringBuilder text = new();
        for (int i = 0; i < formula.Length; i++)
        {
            bool alone = (i == 0 || !char.IsAsciiLetterOrDigit(formula[i - 1])) && (i + 1 == formula.Length || !char.IsAsciiLetterOrDigit(formula[i + 1]));
            text.Append(alone && formula[i] == 'x' ? $"({argument})" : formula[i].ToString());
        }

        return text.ToString();
    }
}
