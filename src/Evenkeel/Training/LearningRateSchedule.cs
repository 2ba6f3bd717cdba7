using System.Globalization;
using Evenkeel.Numerics;

namespace Evenkeel.Training;

/// <summary>How the learning rate changes over a run, as a factor on the given rate.</summary>
public sealed class LearningRateSchedule
{
    private static readonly string[] Names = ["constant", "step", "cosine", "warmup"];

    private readonly Func<int, int, double> factor;

    private LearningRateSchedule(Func<int, int, double> factor) => this.factor = factor;

    /// <summary>Reads a schedule as people type it.</summary>
    /// <param name="text"><c>constant</c>; <c>step(N, F)</c>: times F after every N steps; <c>cosine</c> or <c>cosine(F)</c>: down to 0, or to the share F,
    /// along half a cosine; <c>warmup(N)</c>: up in a line over the first N steps; several joined by <c>+</c> multiply.</param>
    /// <returns>The schedule.</returns>
    /// <exception cref="FormatException">A name is unknown or its arguments do not fit.</exception>
    public static LearningRateSchedule Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        Func<int, int, double>[] factors = [.. text.Split('+').Select(part => One(part.Trim()))];
        return new((step, total) =>
        {
            double product = 1;
            foreach (Func<int, int, double> factor in factors)
            {
                product *= factor(step, total);
            }

            return product;
        });
    }

    /// <summary>The factor on the learning rate at a step.</summary>
    /// <param name="step">The step, from 1.</param>
    /// <param name="total">The steps of the whole run.</param>
    /// <returns>A factor ≥ 0.</returns>
    public double Factor(int step, int total) => factor(step, total);

    private static Func<int, int, double> One(string text)
    {
        int open = text.IndexOf('(', StringComparison.Ordinal);
        string name = (open < 0 ? text : text[..open]).Trim();
        double[] arguments = open < 0 ? [] : Arguments(text, open);
        return (name, arguments) switch
        {
            ("constant", []) => (_, _) => 1,
            ("step", [>= 1 and <= int.MaxValue, > 0 and <= 1]) when double.IsInteger(arguments[0]) => (step, _) => Elementary.Power(arguments[1], (step - 1) / (int)arguments[0]),
            ("cosine", []) => (step, total) => Cosine(step, total, 0),
            ("cosine", [>= 0 and <= 1]) => (step, total) => Cosine(step, total, arguments[0]),
            ("warmup", [>= 1]) => (step, _) => Math.Min(1, step / arguments[0]),
            ("constant", _) => throw new FormatException($"Schedule 'constant' takes no argument, but got '{text}'."),
            ("step", _) => throw new FormatException($"Schedule 'step' needs a whole number of steps ≥ 1 and a factor in (0, 1], for example 'step(300, 0.1)', but got '{text}'."),
            ("cosine", _) => throw new FormatException($"Schedule 'cosine' takes a share in [0, 1], for example 'cosine(0.01)', but got '{text}'."),
            ("warmup", _) => throw new FormatException($"Schedule 'warmup' needs a number of steps ≥ 1, for example 'warmup(100)', but got '{text}'."),
            _ => throw new FormatException($"Unknown schedule '{name}'.{Spelling.Suggestion(name, Names)}"),
        };
    }

    private static double[] Arguments(string text, int open)
    {
        if (!text.EndsWith(')'))
        {
            throw new FormatException($"Schedule '{text}' opens a parenthesis and does not close it.");
        }

        return [.. text[(open + 1)..^1].Split(',').Select(part =>
            double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value)
                ? value
                : throw new FormatException($"Schedule '{text}' needs numbers, but got '{part.Trim()}'."))];
    }

    private static double Cosine(int step, int total, double floor) =>
        floor + (1 - floor) * 0.5 * (1 + Elementary.SinCos(Math.PI * (step - 1) / Math.Max(1, total)).Cos);
}
