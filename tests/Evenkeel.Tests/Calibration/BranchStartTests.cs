using Evenkeel.Calibration;
using Evenkeel.Data;
using Evenkeel.Graphs;
using Evenkeel.Networks;
using Evenkeel.Numerics;
using Evenkeel.Randomness;
using Evenkeel.Tests.Numerics;
using Evenkeel.Tests.Training;

namespace Evenkeel.Tests.Calibration;

public class BranchStartTests
{
    private static readonly ArrayDataSet Data = TrainedNet.Classes("data", 8, 6, 4);

    [Fact]
    public void Fixup_DrawsByHe_ScalesInsideBranches_AndEndsInZeros()
    {
        Network network = Residual(width: 5, branches: 7, layers: 3);

        ParameterStore fixup = First("fixup", network, seed: 3);

        ParameterStore he = First("he-normal", network, seed: 3);
        float factor = (float)Math.Pow(7, -1.0 / 4);
        foreach (NetworkLayer layer in network.Layers)
        {
            float[] drawn = he[layer.Weight].ToArray(), found = fixup[layer.Weight].ToArray();
            if (layer.Number == 1)
            {
                Bits.ShouldBeSame(found, drawn, "the first layer");
            }
            else if (layer.IsBranchEnd || layer.Number == network.Layers.Length)
            {
                found.ShouldAllBe(weight => weight == 0);
            }
            else
            {
                // One rounding of the factor, and one of the product.
                for (int i = 0; i < found.Length; i++) found[i].ShouldBe(factor * drawn[i], 2e-7f * Math.Abs(drawn[i]), $"layer {layer.Number}");
            }

            fixup[layer.Bias!.Value].ToArray().ShouldAllBe(bias => bias == 0);
        }
    }

    [Theory]
    [InlineData("branch-scaled", 1.0 / 5)]
    [InlineData("branch-scaled(factor=0.3)", 0.3)]
    [InlineData("branch-scaled(init=xavier, factor=0)", 0)]
    public void BranchScaled_ScalesTheEndsAlone(string start, double variance)
    {
        Network network = Residual(width: 4, branches: 5, layers: 2);

        ParameterStore scaled = First(start, network, seed: 1);

        ParameterStore drawn = First(start.Contains("xavier", StringComparison.Ordinal) ? "xavier" : "he-normal", network, seed: 1);
        foreach (NetworkLayer layer in network.Layers)
        {
            double factor = layer.IsBranchEnd ? Math.Sqrt(variance) : 1;
            for (int i = 0; i < drawn[layer.Weight].Length; i++)
            {
                ((double)scaled[layer.Weight][i]).ShouldBe(factor * drawn[layer.Weight][i], 1e-7 * Math.Abs(drawn[layer.Weight][i]), $"layer {layer.Number}");
            }
        }
    }

    /// <summary>E x² of blocks x + W₂·relu(W₁·x): W₁ of variance 2/n keeps E x² behind the relu, and W₂ of variance g/n adds g times as much: (1 + g)^L, exactly for any width.</summary>
    [Theory]
    [InlineData("he-normal", 4, 2)]
    [InlineData("branch-scaled", 4, 2.0 / 4)]
    [InlineData("branch-scaled", 30, 2.0 / 30)]
    [InlineData("branch-scaled(factor=0.5)", 3, 2 * 0.5)]
    [InlineData("fixup-network", 30, 0)]
    public void Growth_OfTheSecondMomentOverAllBranches_IsThatOfTheClosedForm(string start, int branches, double added)
    {
        double expected = Math.Pow(1 + added, branches);
        Network network = Residual(width: 48, branches, layers: 2);
        double[] growths = [.. Enumerable.Range(0, 60).Select(seed => Growth(network, First(start, network, seed)))];

        double mean = growths.Average();
        double error = Math.Sqrt(growths.Sum(growth => (growth - mean) * (growth - mean)) / (growths.Length - 1) / growths.Length);

        // Five standard errors of the mean over 60 networks; the error itself is small enough to tell the closed form from its neighbours.
        mean.ShouldBe(expected, 5 * error + 1e-6 * expected);
        error.ShouldBeLessThan(0.07 * expected);
    }

    [Fact]
    public void Lsuv_BringsEveryLayerOfAResidualNetworkToVarianceOne()
    {
        Network network = Residual(width: 20, branches: 3, layers: 2);

        FirstParameters first = Starts.Parse("lsuv").Create(network, new NativeGenerator(5), Data, [0, 1, 2, 3, 4, 5, 6, 7], Workers.One);

        first.Report!.IsComplete.ShouldBeTrue();
        Plan plan = Run(network, first.Parameters);
        foreach (NetworkLayer layer in network.Layers) Moments.Of(plan.Value(layer.PreActivation)).Variance.ShouldBe(1, 0.0201, $"layer {layer.Number}");
    }

    [Theory]
    [InlineData("fixup", "'fixup-network' starts networks with residual branches, and this one has none; say how many layers each has (--branch 2), or take he-normal.")]
    [InlineData("branch-scaled(xavier)", "'branch-scaled(xavier)' starts networks with residual branches, and this one has none; say how many layers each has (--branch 2), or take xavier.")]
    public void Refusal_OfAPlainStack_NamesTheWayOut(string start, string message)
    {
        Network plain = Network.For(new() { Hidden = [5, 5, 5] }, Data);

        Starts.Parse(start).Refusal(plain).ShouldBe(message);
        Should.Throw<ArgumentException>(() => Starts.Parse(start).Create(plain, new NativeGenerator(0), Data, [0], Workers.One)).Message.ShouldStartWith(message);
    }

    [Fact]
    public void Auto_RefusesBranches()
    {
        Starts.Parse("auto").Refusal(Residual(4, 2, 2)).ShouldBe("'auto' solves for plain stacks of layers, and this network has residual branches; take fixup-network.");
    }

    private static Network Residual(int width, int branches, int layers) =>
        Network.For(new() { Hidden = [.. Enumerable.Repeat(width, 1 + branches * layers)], Branch = layers, Activation = "relu" }, Data);

    private static ParameterStore First(string start, Network network, long seed) =>
        Starts.Parse(start).Create(network, new NativeGenerator(seed), Data, [0], Workers.One).Parameters;

    private static double Growth(Network network, ParameterStore parameters)
    {
        Plan plan = Run(network, parameters);
        return Moments.Of(plan.Value(network.HiddenLayers[^1].Activation)).SecondMoment / Moments.Of(plan.Value(network.Layers[0].Activation)).SecondMoment;
    }

    private static Plan Run(Network network, ParameterStore parameters)
    {
        Plan plan = new(network.Graph, parameters, new() { BatchSize = 8, Mode = PlanMode.Evaluate, Retain = [.. network.Layers.SelectMany(layer => (ValueId[])[layer.PreActivation, layer.Activation])] });
        Data.Read([0, 1, 2, 3, 4, 5, 6, 7], plan.Input(network.Input), plan.Input(network.Target));
        plan.Forward();
        return plan;
    }
}
