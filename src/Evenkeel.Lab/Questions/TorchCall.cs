using System.Globalization;
using Evenkeel.Initialization;
using Evenkeel.Initialization.Laws;
using Evenkeel.Initialization.Translations;
using Evenkeel.Shapes;

namespace Evenkeel.Lab.Questions;

/// <summary>A rule as the call of <c>torch.nn.init</c> that draws the same numbers.</summary>
internal static class TorchCall
{
    /// <summary>Writes the call for a weight.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="shape">The weight.</param>
    /// <param name="place">The tensor's name in the script.</param>
    /// <returns>The call; null where PyTorch has none.</returns>
    public static string? Weights(IInitializer rule, WeightShape shape, string place)
    {
        // The numbers of the shape say what any name for the rule would, and draw the same.
        if (rule.Promise(shape).Law is { } law && Of(law, place) is { } byNumbers)
        {
            return byNumbers;
        }

        Translation translation = Translator.Of(rule, Dialects.Find("torch"), shape);
        return translation is { IsExact: true, Code: { } code } && code.Contains("(w", StringComparison.Ordinal) && !translation.Scheme!.Contains("default", StringComparison.Ordinal)
            ? code.Replace("(w", $"({place}", StringComparison.Ordinal)
            : null;
    }

    /// <summary>Writes the call for the biases that go with a weight.</summary>
    public static string Biases(IInitializer rule, WeightShape shape, string place) =>
        rule.BiasPromise(shape) is var promise && promise.Law is { } law && Of(law, place) is { } call
            ? call
            : $"nn.init.constant_({place}, {Real(promise.Mean)})";

    private static string? Of(Law law, string place) => law switch
    {
        NormalLaw => $"nn.init.normal_({place}, {Real(law.Mean)}, {Real(law.StandardDeviation)})",
        UniformLaw => $"nn.init.uniform_({place}, {Real(law.Lower)}, {Real(law.Upper)})",
        TruncatedNormalLaw cut => $"nn.init.trunc_normal_({place}, {Real(cut.ParentMean)}, {Real(cut.ParentDeviation)}, {Real(law.Lower)}, {Real(law.Upper)})",
        ConstantLaw => $"nn.init.constant_({place}, {Real(law.Mean)})",
        _ => null,
    };

    private static string Real(double number) =>
        double.IsInfinity(number) ? (number > 0 ? "float(\"inf\")" : "float(\"-inf\")") : number.ToString("R", CultureInfo.InvariantCulture);
}
