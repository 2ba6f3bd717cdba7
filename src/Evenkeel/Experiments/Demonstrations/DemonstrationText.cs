using System.Collections.Immutable;
using System.Globalization;

namespace Evenkeel.Experiments.Demonstrations;

/// <summary>What demonstrations show, in numbers and sentences, the same on a screen and on a page.</summary>
public static class DemonstrationText
{
    /// <summary>A number to six decimals, or to three digits where it is very small or large.</summary>
    /// <param name="value">Any number.</param>
    /// <returns>For example <c>0.001953</c> or <c>1.5e-9</c>.</returns>
    public static string Number(double value) => value switch
    {
        0 => "0",
        _ when double.IsNaN(value) => "NaN",
        _ when double.IsInfinity(value) => value > 0 ? "∞" : "−∞",
        _ when Math.Abs(value) is >= 0.001 and < 100_000 => value.ToString("0.######", CultureInfo.InvariantCulture),
        _ => value.ToString("0.###e+0", CultureInfo.InvariantCulture),
    };

    /// <summary>All digits of a power of a short decimal, as the article prints them.</summary>
    /// <param name="value">Any number.</param>
    /// <returns>For example <c>38.443359375</c>.</returns>
    public static string Exact(double value) =>
        Math.Abs(value) is >= 1e-9 and < 1e9 ? value.ToString("0.##########", CultureInfo.InvariantCulture) : Number(value);

    /// <summary>What a chain does to signal and gradient, in one sentence or two.</summary>
    /// <param name="factor">α.</param>
    /// <param name="chain">Its layers, as <see cref="ChainDemo.Run"/> gives them.</param>
    /// <returns>The sentences; where float32 ends, a line of its own says so.</returns>
    public static string Verdict(double factor, ImmutableArray<ChainLayer> chain)
    {
        string size = $"ŷ = {Exact(chain[^1].Activation)}·x, closed form {Number(factor)}^{chain.Length - 1} = {Exact(chain[^1].ExpectedActivation)}; the gradient that reaches layer 1 is {Exact(chain[0].Gradient)}.";
        ChainLayer? lost = chain.Cast<ChainLayer?>().FirstOrDefault(layer => !double.IsFinite(layer!.Value.Activation));
        if (lost is { } overflow)
        {
            return $"{size}\nOverflow: layer {overflow.Layer}'s activation exceeds float32, whose largest number is 3.4e38; from there on the network computes with ∞ and 0·∞, which is not a number.";
        }

        ChainLayer? gone = chain.Cast<ChainLayer?>().FirstOrDefault(layer => layer!.Value.Activation == 0 && factor != 0);
        if (gone is { } underflow)
        {
            return $"{size}\nUnderflow: layer {underflow.Layer}'s activation is below float32's smallest number, 1.4e-45, and becomes 0.";
        }

        bool grows = Math.Abs(factor) > 1;
        return Math.Abs(factor) == 1 ? $"{size} Signal and gradient keep their size." : $"{size} Both {(grows ? "explode" : "vanish")} with depth: every layer multiplies them by {Number(factor)}.";
    }

    /// <summary>What a chain's start does to its cost.</summary>
    /// <param name="training">The chain, trained.</param>
    /// <returns>A sentence that begins small, to follow the α.</returns>
    public static string Verdict(ChainTraining training)
    {
        ArgumentNullException.ThrowIfNull(training);
        return !double.IsFinite(training.Swing) ? "the cost overflows."
            : training.Oscillates ? string.Create(CultureInfo.InvariantCulture, $"too large, the cost oscillates around its minimum: it rises at {training.Rises} of the last 19 steps, by up to {training.Swing:0.00} times, and stays at {training.Final / training.Least:0.#} times the least.")
            : training.Final > 1.1 * training.Least ? string.Create(CultureInfo.InvariantCulture, $"too small, the cost settles before its minimum: it stands still at {training.Final / training.Least:0} times the least.")
            : "the cost reaches its minimum.";
    }

    /// <summary>Whether the sides of an equality agree, and how they fail to.</summary>
    /// <param name="equality">The equality, measured.</param>
    /// <returns>One sentence.</returns>
    public static string Verdict(Equality equality)
    {
        ArgumentNullException.ThrowIfNull(equality);
        return equality.Holds ? string.Create(CultureInfo.InvariantCulture, $"{equality.Number} holds: the left side is {equality.Ratio:0.####} ± {equality.RatioError:0.0000} times the right.")
            : Math.Abs(equality.Ratio - 1) <= equality.Tolerance + 4 * equality.RatioError
                ? string.Create(CultureInfo.InvariantCulture, $"{equality.Number} fails unit by unit: averaged over weights the sides agree, but in one network a unit's variance strays by {100 * equality.Scatter:0} % where independent inputs give {100 * equality.ExpectedScatter:0} %.")
                : string.Create(CultureInfo.InvariantCulture, $"{equality.Number} fails: the left side is {equality.Ratio:0.####} times the right.");
    }

    /// <summary>What breaking an assumption does to weights, inputs or units.</summary>
    /// <param name="assumption">The assumption, or none.</param>
    /// <returns>One sentence.</returns>
    public static string Says(Assumption assumption) => assumption switch
    {
        Assumption.Bias => "Broken: weights have mean 1/√n instead of 0.",
        Assumption.Mean => "Broken: inputs have mean 0.05, their standard deviation, instead of 0.",
        Assumption.Correlated => "Broken: any two inputs have correlation 0.5.",
        Assumption.Large => "Broken: inputs have standard deviation 2 instead of 0.05, where tanh bends.",
        Assumption.Relu => "Broken: ReLU in place of tanh.",
        _ => "Inputs ~ N(0, 0.05²), where tanh is nearly straight.",
    };
}
