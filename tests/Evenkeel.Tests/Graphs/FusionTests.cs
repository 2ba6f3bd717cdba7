using System.Collections.Immutable;
using Evenkeel.Functions;
using Evenkeel.Graphs;
using Evenkeel.Numerics;
using Evenkeel.Training;

namespace Evenkeel.Tests.Graphs;

/// <summary>Fusing, keeping gradients and retaining values change what is in memory, and no bit.</summary>
public class FusionTests
{
    private const string NotKept = "This plan was compiled to hand gradients of parameters on, not to keep them: give its backward pass an update to hand them to.";

    private static readonly Dictionary<string, Func<FusionNet>> Nets = new()
    {
        ["one output"] = () => FusionNet.Stack("tanh", 9, [5, 7, 1]),
        ["one output, paired"] = () => FusionNet.Stack("relu", 10, [4, 200, 1]),
        ["width 1"] = () => FusionNet.Stack("gelu", 5, [3, 1, 1, 2]),
        ["batch 1"] = () => FusionNet.Stack("silu", 1, [17, 19, 3]),
        ["batch 1, paired"] = () => FusionNet.Stack("tanh", 1, [7, 700, 611, 3]),
        ["odd widths"] = () => FusionNet.Stack("mish", 37, [33, 31, 67, 29, 5]),
        ["no bias"] = () => FusionNet.Stack("sigmoid", 8, [6, 11, 4], bias: false),
        ["zero weights"] = () => FusionNet.Stack("tanh", 50, [401, 99, 101, 10], zeroWeights: true),
        ["dead units"] = () => FusionNet.Stack("relu", 50, [401, 99, 101, 10], zeroWeights: true),
        ["mostly zero inputs"] = () => FusionNet.Stack("tanh", 50, [784, 33, 10], zeroInputs: true),
        ["mostly zero inputs, rows in parts"] = () => FusionNet.Stack("tanh", 50, [784, 300, 10], zeroInputs: true),
        ["wider than a strip"] = () => FusionNet.Stack("relu", 13, [21, 4200, 2]),
        ["paired"] = () => FusionNet.Stack("tanh", 10, [200, 150, 130, 3]),
        ["paired, slope of the pre-activation"] = () => FusionNet.Stack("gelu", 12, [20, 500, 300, 3]),
        ["paired, streamed"] = () => FusionNet.Stack("relu", 10, [200, 400, 401, 3]),
        ["more rows than a block"] = () => FusionNet.Stack("softsign", 400, [40, 41, 35, 3]),
        ["two readers of an activation"] = () => FusionNet.Branching("tanh", 14, 21),
        ["two readers of a pre-activation"] = () => FusionNet.ReadBeforeItsActivation("silu", 14, 21),
        ["two readers, paired"] = () => FusionNet.Branching("tanh", 11, 150),
        ["residual branches"] = () => FusionNet.Residual("relu", 14, 21, 3),
        ["residual branches, paired"] = () => FusionNet.Residual("gelu", 11, 150, 2),
        ["shared weight"] = () => FusionNet.Sharing("elu", 14, 21),
        ["shared weight, paired"] = () => FusionNet.Sharing("tanh", 9, 140),
        ["activations without layers"] = () => FusionNet.Activating("softplus", 14, 21),
    };

    public static TheoryData<string> NetNames => [.. Nets.Keys];

    public static TheoryData<string> ActivationNames => [.. Activations.All.Select(activation => activation.Name), "x * sigmoid(1.3 * x)"];

    public static TheoryData<string, double> OptimizersAndDecays
    {
        get
        {
            TheoryData<string, double> cases = [];
            foreach (string optimizer in Optimizers.All)
            {
                cases.Add(optimizer, 0);
                cases.Add(optimizer, 0.02);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(NetNames))]
    public void Training_GivesTheBitsOfSeparateOperations(string name) => HoldAllToTheUnfused(Nets[name](), "sgd", 0.01);

    [Theory]
    [MemberData(nameof(ActivationNames))]
    public void Training_GivesTheBitsOfSeparateOperationsForEveryActivation(string activation) =>
        HoldAllToTheUnfused(FusionNet.Stack(activation, 14, [5, 19, 33, 7, 3]), "sgd", 0);

    [Theory]
    [MemberData(nameof(OptimizersAndDecays))]
    public void Training_GivesTheBitsOfSeparateOperationsForEveryOptimizer(string optimizer, double decay)
    {
        HoldAllToTheUnfused(FusionNet.Stack("gelu", 14, [5, 19, 33, 3]), optimizer, decay);

        // Weights that are updated block by block, and rows of them in several parts.
        HoldAllToTheUnfused(FusionNet.Stack("tanh", 10, [150, 131, 3]), optimizer, decay);
    }

    [Fact]
    public void Training_WithoutDecay_DiffersFromTrainingWithIt()
    {
        FusionNet net = FusionNet.Stack("tanh", 10, [150, 131, 3]);
        PlanOptions lean = new() { BatchSize = 1, KeepParameterGradients = false };

        Should.Throw<ShouldAssertException>(() => net.Train(lean, decay: 0).ShouldHaveTheBitsOf(net.Train(lean, decay: 0.02), ""));
    }

    [Fact]
    public void Backward_OfAPlanThatKeepsNoGradients_NeedsAnUpdate()
    {
        FusionNet net = FusionNet.Stack("tanh", 4, [3, 5, 2]);
        Plan plan = new(net.Graph, net.Start(), new() { BatchSize = 4, KeepParameterGradients = false });

        Should.Throw<InvalidOperationException>(plan.Backward)
            .Message.ShouldBe(NotKept);
        Should.Throw<InvalidOperationException>(() => Optimizers.Create("sgd", net.Graph).Update(plan, 1, 0)).Message.ShouldBe(NotKept);
    }

    [Fact]
    public void Update_ThatComputesProductsOfItsOwn_ChangesNoOther()
    {
        FusionNet net = FusionNet.Stack("tanh", 50, [784, 33, 10], zeroInputs: true);
        ParameterStore expected = net.Start(), found = net.Start();

        TakeStep(net, expected, new Descent(computes: false));
        TakeStep(net, found, new Descent(computes: true));

        for (int i = 0; i < net.Graph.Parameters.Length; i++) found[new(i)].SequenceEqual(expected[new(i)]).ShouldBeTrue(net.Graph.Parameters[i].Name);
        expected[new(0)].SequenceEqual(net.Start()[new(0)]).ShouldBeFalse();
    }

    [Fact]
    public void ParameterGradient_ThatIsHandedOn_IsNamed()
    {
        FusionNet net = FusionNet.Stack("tanh", 4, [3, 5, 2]);
        Plan plan = new(net.Graph, net.Start(), new() { BatchSize = 4, KeepParameterGradients = false });

        Should.Throw<InvalidOperationException>(() => plan.ParameterGradient(new(0)).Length)
            .Message.ShouldBe("The gradient of '1.weight' is kept nowhere; ask for it in PlanOptions.KeepParameterGradients.");
        plan.ParameterGradient(new(1)).Length.ShouldBe(5);
    }

    [Fact]
    public void SharedWeight_HasAGradientThatIsKept()
    {
        FusionNet net = FusionNet.Sharing("tanh", 4, 6);
        Plan plan = new(net.Graph, net.Start(), new() { BatchSize = 4, KeepParameterGradients = false });

        plan.ParameterGradient(new(0)).Length.ShouldBe(36);
    }

    private static void TakeStep(FusionNet net, ParameterStore parameters, IParameterUpdate update)
    {
        Plan plan = new(net.Graph, parameters, new() { BatchSize = 50, KeepParameterGradients = false });
        plan.Begin(50);
        net.WriteBatch(plan, step: 0);
        plan.Forward();
        plan.Backward(update);
    }

    private static void HoldAllToTheUnfused(FusionNet net, string optimizer, double decay)
    {
        ImmutableArray<ValueId> everything = [.. net.Computed];
        PlanOptions separate = new() { BatchSize = 1, Fuse = false, Retain = everything };
        FusionTrace expected = net.Train(separate, optimizer, decay);
        expected.ShouldHaveMoved(net.Start());

        using Workers team = new(3);
        foreach (bool fuse in (bool[])[true, false])
        foreach (bool keep in (bool[])[true, false])
        foreach ((string retained, ImmutableArray<ValueId> retain) in ((string, ImmutableArray<ValueId>)[])[("nothing", []), ("everything", everything)])
        {
            PlanOptions options = separate with { Fuse = fuse, KeepParameterGradients = keep, Retain = retain };
            string how = $"fuse {fuse}, keep gradients {keep}, retain {retained}";
            net.Train(options, optimizer, decay).ShouldHaveTheBitsOf(expected, how);
            net.Train(options with { Workers = team }, optimizer, decay).ShouldHaveTheBitsOf(expected, $"{how}, 3 threads");
        }

        foreach (ValueId one in everything)
        {
            PlanOptions options = separate with { Fuse = true, KeepParameterGradients = false, Retain = [one] };
            net.Train(options, optimizer, decay).ShouldHaveTheBitsOf(expected, $"fused, retain {net.Graph.Values[one.Index].Name}");
        }
    }

    /// <summary>Plain descent, which may compute a product in between, on the thread that hands it a gradient.</summary>
    private sealed class Descent(bool computes) : IParameterUpdate
    {
        private readonly float[] a = new float[64 * 64];
        private readonly float[] b = new float[64 * 64];
        private readonly float[] c = new float[64 * 64];

        public void Apply(ParameterId parameter, int start, Span<float> values, ReadOnlySpan<float> gradient)
        {
            if (computes)
            {
                a.AsSpan().Fill(start + 1);
                b.AsSpan().Fill(0.5f);
                MatrixProduct.MultiplyTransposedRight(a, b, c, 64, 64, 64, accumulate: false, Workers.One);
            }

            for (int i = 0; i < values.Length; i++) values[i] -= gradient[i];
        }
    }
}
