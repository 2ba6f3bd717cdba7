using Evenkeel.Experiments.Demonstrations;
using Evenkeel.Literature.Papers;

namespace Evenkeel.Literature.Tests.Papers;

/// <summary>The conditions, with numbers of numpy's: those of the reference hold, and each fails where one is off.</summary>
public class Glorot2010InitTests
{
    private static readonly GlorotReading[] Known =
    [
        .. Glorot2010Reference.Rows.Select(row => new GlorotReading(row.Scheme, row.Activation) { Activations = row.Activations, BackPropagated = row.BackPropagated, WeightGradients = row.WeightGradients, SingularValues = [] }),
    ];

    [Fact]
    public void Judge_HoldsForNumpy() => Judge(Known).ShouldBe([true, true, true, true, true]);

    [Theory]
    [InlineData(0.4, 0.8)]
    [InlineData(0.5, 0.7)]
    [InlineData(0.5, double.NaN)]
    public void Judge_AsksForTheSingularValuesOfThePaper(double standard, double normalized) => Judge(Known, standard, normalized).ShouldBe([true, true, true, false, true]);

    [Fact]
    public void Judge_AsksForLevelActivationsOfTheNormalizedStart() =>
        Judge(With(1, reading => reading with { Activations = [0.4565, 0.3817, 0.3343, 0.3012, 0.2] })).ShouldBe([false, true, true, true, false]);

    [Fact]
    public void Judge_AsksForVanishingGradientsOfTheStandardStart() =>
        Judge(With(0, reading => reading with { BackPropagated = [2e-5, 1.061e-5, 1.892e-5, 3.303e-5, 5.729e-5] })).ShouldBe([true, false, true, true, false]);

    [Fact]
    public void Judge_AsksForEqualWeightGradients() =>
        Judge(With(1, reading => reading with { WeightGradients = [130e-5, 100.7e-5, 99.85e-5, 98.81e-5, 97.74e-5] })).ShouldBe([true, true, false, true, false]);

    /// <summary>Off by 6 % in one layer of the one network that no order is about, and not a number.</summary>
    [Theory]
    [InlineData(1.04, true)]
    [InlineData(1.06, false)]
    [InlineData(0.94, false)]
    [InlineData(double.NaN, false)]
    public void Judge_HoldsEveryLayerToItsBand(double factor, bool holds) =>
        Judge(With(4, reading => reading with { Activations = reading.Activations.SetItem(2, factor * reading.Activations[2]) })).ShouldBe([true, true, true, true, holds]);

    private static GlorotReading[] With(int row, Func<GlorotReading, GlorotReading> change)
    {
        GlorotReading[] readings = [.. Known];
        readings[row] = change(readings[row]);
        return readings;
    }

    private static bool[] Judge(GlorotReading[] starts, double standard = 0.49, double normalized = 0.77) => [.. Glorot2010Init.Judge(starts, standard, normalized).Select(judgement => judgement.Holds!.Value)];
}
