using System.Collections.Immutable;
using Evenkeel.Functions;
using Evenkeel.MeanField;
using Evenkeel.Numerics;

namespace Evenkeel.Tests.MeanField;

public class PhaseDiagramTests
{
    private static readonly double[] sigmaW2 = [0, 0.4, 0.9, 1.3, 1.8, 2.2, 3.1, 4.6];
    private static readonly double[] sigmaB2 = [0, 0.02, 0.3, 1.7];

    public static TheoryData<string> Names => [.. Activations.All.Select(activation => activation.Name), "x*sigmoid(1.702*x)", "x^2"];

    [Theory]
    [MemberData(nameof(Names))]
    public void Of_IsTheMapAtEveryPoint(string name)
    {
        Activation activation = Activations.Parse(name);

        PhaseDiagram diagram = PhaseDiagram.Of(activation, sigmaW2, sigmaB2);

        for (int row = 0; row < sigmaB2.Length; row++)
        {
            for (int column = 0; column < sigmaW2.Length; column++)
            {
                string at = $"at σw² = {sigmaW2[column]}, σb² = {sigmaB2[row]}";
                PhasePoint point = diagram.Points[row * sigmaW2.Length + column];
                FixedPoint? exact = new SignalMap(activation, sigmaW2[column], sigmaB2[row]).Attractor(1).Point;
                (point.Q is null).ShouldBe(exact is null, at);
                if (exact is null)
                {
                    continue;
                }

                // The errors that the diagram states; the last term lets 0 be 0.
                point.Q!.Value.ShouldBe(exact.Q, 1e-7 * exact.Q + 1e-300, at);
                point.Chi1!.Value.ShouldBe(exact.Chi1, 1e-7 * exact.Chi1 + 1e-300, at);
                point.Phase.ShouldBe(exact.Phase, at);
                (point.XiC is null).ShouldBe(exact.XiC is null, at);
                if (exact.XiC is { } xi && double.IsFinite(xi) && xi > 0)
                {
                    (1 / point.XiC!.Value).ShouldBe(1 / xi, 1e-4 * Math.Max(1 / xi, 1e-2), at);
                }
            }
        }
    }

    [Fact]
    public void Of_IsTheSameForAnyNumberOfThreads()
    {
        using Workers three = new(3);

        PhaseDiagram alone = PhaseDiagram.Of(Activations.Tanh, sigmaW2, sigmaB2);
        PhaseDiagram together = PhaseDiagram.Of(Activations.Tanh, sigmaW2, sigmaB2, three);

        together.Points.ShouldBe(alone.Points);
    }

    [Fact]
    public void Edge_IsTheCriticalLineWithinTheGrid()
    {
        ImmutableArray<CriticalPoint> edge = PhaseDiagram.Of(Activations.Tanh, sigmaW2, sigmaB2).Edge;

        edge.Length.ShouldBeGreaterThan(50);
        edge.ShouldAllBe(point => point.SigmaB2 <= 1.7 && point.SigmaW2 <= 4.6 && Math.Abs(new SignalMap(Activations.Tanh, point.SigmaW2, point.SigmaB2!.Value).Chi(point.Q) - 1) < 1e-12);
    }

    [Fact]
    public void Of_SaysWhatItNeeds()
    {
        Should.Throw<ArgumentException>(() => PhaseDiagram.Of(Activations.Tanh, [], [0])).Message.ShouldStartWith("Weight variance σw² has no values; a diagram needs at least one.");
        Should.Throw<ArgumentOutOfRangeException>(() => PhaseDiagram.Of(Activations.Tanh, [1], [-0.5])).Message.ShouldStartWith("Bias variance σb² is -0.5; it must be finite and at least 0.");
    }
}
