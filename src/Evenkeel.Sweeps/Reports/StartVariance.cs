using Evenkeel.Calibration;
using Evenkeel.Initialization;
using Evenkeel.Shapes;

namespace Evenkeel.Sweeps.Reports;

/// <summary>What mean field sees of a start, in a square layer.</summary>
/// <param name="SigmaW2">σw², the width times the variance of a weight.</param>
/// <param name="SigmaB2">σb², the variance of a bias.</param>
/// <param name="Family">The kind of matrix.</param>
internal readonly record struct StartVariance(double SigmaW2, double SigmaB2, Family Family)
{
    /// <summary>Looks at a start.</summary>
    /// <param name="name">As <see cref="Starts.Parse"/> reads it.</param>
    /// <param name="width">The inputs of a unit, and the units.</param>
    /// <param name="hasBias">Whether the layers have biases.</param>
    /// <returns>The variances; null where the start looks at data, serves no such layer, or draws weights or biases whose mean is not 0.</returns>
    public static StartVariance? Of(string name, int width, bool hasBias)
    {
        WeightShape shape = WeightShape.Dense(width, width);
        if (Calibration.Starts.Parse(name).Initializer is not { } initializer || initializer.Refusal(shape) is not null) return null;
        (Promise weights, Promise biases) = (initializer.Promise(shape), initializer.BiasPromise(shape));
        if (weights.Mean != 0 || (hasBias && biases.Mean != 0)) return null;

        // √(v·n/n)² is not v to the last digit, and a person who wrote 1.25 wants to read it.
        double Shown(double variance) => double.Parse(variance.ToString("G12", System.Globalization.CultureInfo.InvariantCulture), System.Globalization.CultureInfo.InvariantCulture);
        return new(Shown(width * weights.StandardDeviation * weights.StandardDeviation), hasBias ? Shown(biases.StandardDeviation * biases.StandardDeviation) : 0, weights.Family);
    }
}
