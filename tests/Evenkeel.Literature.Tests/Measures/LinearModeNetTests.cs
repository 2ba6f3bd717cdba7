using System.Collections.Immutable;
using Evenkeel.Literature.Measures;

namespace Evenkeel.Literature.Tests.Measures;

public class LinearModeNetTests
{
    private const double Start = 0.01, Rate = 0.01;

    private static readonly ImmutableArray<double> Strengths = [1, 0.5];

    /// <summary>The solution against the equation du/dt = 2u(s − u), taken in steps of 1/1000 of an update by Heun's method, whose error is below 1e-7 then.</summary>
    [Theory]
    [InlineData(1.0, 100)]
    [InlineData(1.0, 400)]
    [InlineData(0.5, 700)]
    public void Solution_SolvesTheEquation(double strength, int steps)
    {
        const double h = Rate / 1000;
        double u = Start;
        for (int i = 0; i < 1000 * steps; i++)
        {
            double slope = 2 * u * (strength - u), ahead = u + h * slope;
            u += h * (slope + 2 * ahead * (strength - ahead)) / 2;
        }

        Net().Solution(strength, steps).ShouldBe(u, 1e-7);
    }

    [Fact]
    public void Solution_GoesFromTheStartToTheStrength()
    {
        Net().Solution(0.5, 0).ShouldBe(Start, 1e-15);
        Net().Solution(0.5, 1_000_000).ShouldBe(0.5);
    }

    /// <summary>Decoupled modes stay so, and each update of a mode's two weights w, both √u, is w ← w + η·(s − u)·w: float32 keeps that recursion within 1e-4.</summary>
    [Fact]
    public void Train_FollowsTheRecursionOfEachMode()
    {
        ImmutableArray<ImmutableArray<double>> readings = Net().Train(600, 200, default);

        readings.Length.ShouldBe(4);
        for (int mode = 0; mode < Strengths.Length; mode++)
        {
            double w = Math.Sqrt(Start);
            for (int step = 0; step <= 600; step++)
            {
                if (step % 200 == 0) readings[step / 200][mode].ShouldBe(w * w, 1e-4);
                w += Rate * (Strengths[mode] - w * w) * w;
            }
        }
    }

    private static LinearModeNet Net() => new(Strengths, Start, Rate, 0);
}
