using Evenkeel.Functions;
using Evenkeel.MeanField.TwoSided;

namespace Evenkeel.Tests.MeanField.TwoSided;

public class TwoSidedSolverTests
{
    public static TheoryData<string, int> Stacks
    {
        get
        {
            TheoryData<string, int> stacks = [];
            foreach (string name in (string[])["tanh", "gelu", "silu", "mish", "elu", "selu", "softsign", "erf", "sin", "hard-tanh", "sigmoid", "softplus", "x*sigmoid(1.702*x)"])
            {
                foreach (int depth in (int[])[3, 10, 50])
                {
                    stacks.Add(name, depth);
                }
            }

            return stacks;
        }
    }

    // The recursion of the stack that was laid out is the judge; it is tested against closed forms by itself.
    [Theory]
    [MemberData(nameof(Stacks))]
    public void Solve_KeepsBothSidesWithinTheFactor(string name, int depth)
    {
        TwoSidedStart start = TwoSidedSolver.Solve(TwoSidedRequest.Of(Activations.Parse(name), 64, 100, depth, 10) with { InputSecondMoment = 0.3, Factor = 1.3 });

        start.IsWithin.ShouldBeTrue(start.Why);
        start.Growth.WorstForward.ShouldBeLessThanOrEqualTo(1.3 * (1 + 1e-6));
        start.Growth.WorstBackward.ShouldBeLessThanOrEqualTo(1.3 * (1 + 1e-6));
        start.Growth.Layers[0].Q.ShouldBe(start.Q, 1e-9 * start.Q);
        start.Growth.ChiQ.ShouldBeLessThanOrEqualTo(1.3 * (1 + 1e-6));
        start.Path.Layers.ShouldAllBe(layer => layer.WeightVariance > 0 && layer.BiasVariance >= 0);
    }

    [Fact]
    public void Solve_GivesHeForRelu()
    {
        TwoSidedStart start = TwoSidedSolver.Solve(TwoSidedRequest.Of(Activations.Relu, 64, 100, 30, 10));

        start.Method.ShouldBe(StartMethod.Homogeneous);
        start.Path.Layers.Take(30).ShouldAllBe(layer => Math.Abs(layer.SigmaW2 - 2) < 1e-12 && layer.BiasVariance == 0);
        start.Growth.Backward.ShouldBe(1, 1e-12);
    }

    // q goes to 0 with depth: χ(q) = 1 + cq² + …, so (L − 1)·c·q² = ln f and q falls like 1/√L; terms of higher order leave a few per cent.
    [Fact]
    public void Solve_MakesTanhStraighterTheDeeperItIs()
    {
        double[] q = [.. new[] { 400, 1600 }.Select(depth => TwoSidedSolver.Solve(TwoSidedRequest.Of(Activations.Tanh, 64, 100, depth, 10)).Q)];

        (q[0] / q[1]).ShouldBe(2, 0.15);
    }

    // The half-stable points of the literature: where χ_q = 1 on the critical line, q* = 3.561553 of GELU; a stable one is asked, so q is at it or beyond.
    [Fact]
    public void Solve_GoesToTheCriticalLineWhereAStraightGeluWouldBeTooSmall()
    {
        TwoSidedStart start = TwoSidedSolver.Solve(TwoSidedRequest.Of(Activations.Gelu, 64, 100, 1000, 10) with { Factor = 1.5 });

        start.Method.ShouldBe(StartMethod.CriticalLine);
        start.ChiQ.ShouldBe(1, 5e-4);
        start.Q.ShouldBe(3.561553, 0.1);
        start.Path.Layers[5].SigmaW2.ShouldBe(1.983058, 5e-3);
        start.Path.Layers[5].BiasVariance.ShouldBe(0.172922, 5e-3);
    }

    [Fact]
    public void Solve_RescalesSigmoidAndSaysWhy()
    {
        TwoSidedStart start = TwoSidedSolver.Solve(TwoSidedRequest.Of(Activations.Sigmoid, 64, 100, 10, 10));

        start.Method.ShouldBe(StartMethod.Rescaled);
        start.Rescaling.ShouldNotBeNull();
        start.Path.Activation.ShouldBe(start.Rescaling.Activation);
        start.Why.ShouldContain("its value at 0 is 0.5, which adds to the signal and not to the gradients");
    }

    [Fact]
    public void Solve_SaysThatSigmoidIsImpossibleWhereItMayNotBeRescaled()
    {
        TwoSidedStart start = TwoSidedSolver.Solve(TwoSidedRequest.Of(Activations.Sigmoid, 64, 100, 10, 10) with { Rescaling = false });

        start.Method.ShouldBe(StartMethod.Nearest);
        start.IsWithin.ShouldBeFalse();
        start.Why.ShouldStartWith("Nothing keeps both sides of sigmoid within a factor of 1.5 over these widths");
    }

    // Linear layers 100 → 25: the conflict is 1/4; the geometric mean leaves each side a factor of 2, so a factor of 2 serves and 1.9 does not.
    [Theory]
    [InlineData(2.0001, true)]
    [InlineData(1.9, false)]
    public void Solve_SharesAChangeOfWidths(double factor, bool serves)
    {
        TwoSidedStart start = TwoSidedSolver.Solve(new() { Activation = Activations.Linear, Widths = [10, 100, 25, 3], Factor = factor });

        start.IsWithin.ShouldBe(serves);
        start.Growth.Forward.ShouldBe(2, 1e-9);
        start.Growth.Backward.ShouldBe(0.5, 1e-9);
    }

    // Narrowing by a third is what tanh's conflict at some q undoes: r·χ(q) = 1 keeps both sides exactly.
    [Fact]
    public void Solve_FindsBothSidesOfANarrowingTanh()
    {
        TwoSidedStart start = TwoSidedSolver.Solve(new() { Activation = Activations.Tanh, Widths = [50, 300, 200, 3], Factor = 1.01 });

        start.IsWithin.ShouldBeTrue(start.Why);
        start.Growth.Backward.ShouldBe(1, 0.011);
    }

    [Fact]
    public void Solve_GivesOutputsTheirSecondMoment()
    {
        TwoSidedStart start = TwoSidedSolver.Solve(TwoSidedRequest.Of(Activations.Gelu, 64, 100, 4, 10) with { OutputSecondMoment = 0.04 });

        SidedLayer last = start.Growth.Layers[^1];
        (start.Path.Layers[^1].SigmaW2 * last.ActivationSecondMoment).ShouldBe(0.04, 1e-9);
        start.OutputSecondMoment.ShouldBe(0.04, 1e-9);
    }

    // A start at a small q keeps its outputs as small: larger ones would take weights larger than any other layer's.
    [Fact]
    public void Solve_GivesOutputsNoMoreThanQ()
    {
        TwoSidedStart start = TwoSidedSolver.Solve(TwoSidedRequest.Of(Activations.Gelu, 64, 100, 30, 10) with { Biases = false });

        start.Method.ShouldBe(StartMethod.SmallQ);
        start.Q.ShouldBeLessThan(0.1);
        start.OutputSecondMoment.ShouldBe(start.Q, 1e-9);
        start.ChiQ.ShouldBeGreaterThan(1);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Solve_ServesShallowNets(int depth)
    {
        TwoSidedStart start = TwoSidedSolver.Solve(TwoSidedRequest.Of(Activations.Tanh, 8, 5, depth, 2));

        start.Method.ShouldBe(StartMethod.Shallow);
        start.IsWithin.ShouldBeTrue();
        start.Path.Layers.Length.ShouldBe(depth + 1);
    }

    [Fact]
    public void Solve_RefusesAFactorOfOne() =>
        Should.Throw<ArgumentException>(() => TwoSidedSolver.Solve(TwoSidedRequest.Of(Activations.Tanh, 8, 5, 2, 2) with { Factor = 1 })).Message.ShouldBe("The factor is 1; it must be above 1 and finite.");

    [Fact]
    public void Solve_RefusesAWidthOfZero() =>
        Should.Throw<ArgumentException>(() => TwoSidedSolver.Solve(new() { Activation = Activations.Tanh, Widths = [8, 0, 2] })).Message.ShouldStartWith("A width is 0; it must be 1 or more.");
}
