using Evenkeel.Data;
using Evenkeel.Functions;
using Evenkeel.Graphs;
using Evenkeel.Initialization;
using Evenkeel.Networks;
using Evenkeel.Numerics;
using Evenkeel.Shapes;
using Evenkeel.Tests.Graphs;
using Evenkeel.Tests.Numerics;
using Evenkeel.Tests.Training;

namespace Evenkeel.Tests.Networks;

public class NetworkTests
{
    private static readonly ArrayDataSet TwoClasses = TrainedNet.Classes("two", 12, 4, 2);
    private static readonly ArrayDataSet FourClasses = TrainedNet.Classes("four", 12, 4, 4);
    private static readonly ArrayDataSet ThreeNumbers = new("numbers", new(4), [], Numbers.Spread(12 * 4, 1), Numbers.Spread(12 * 3, 2));

    public static TheoryData<string, LossKind, int, string, string> Shapes => new()
    {
        { "two", LossKind.CrossEntropy, 0, "4-5-1", "sigmoid-cross-entropy" },
        { "two", LossKind.CrossEntropy, 2, "4-5-2", "softmax-cross-entropy" },
        { "two", LossKind.Hinge, 0, "4-5-1", "hinge" },
        { "two", LossKind.Hinge, 2, "4-5-2", "hinge" },
        { "two", LossKind.MeanSquaredError, 0, "4-5-1", "mean-squared-error" },
        { "two", LossKind.MeanSquaredError, 2, "4-5-2", "one-hot, mean-squared-error" },
        { "four", LossKind.CrossEntropy, 0, "4-5-4", "softmax-cross-entropy" },
        { "four", LossKind.Hinge, 0, "4-5-4", "hinge" },
        { "four", LossKind.MeanSquaredError, 4, "4-5-4", "one-hot, mean-squared-error" },
        { "numbers", LossKind.MeanSquaredError, 0, "4-5-3", "mean-squared-error" },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void For_FitsOutputsAndLossToTheData(string data, LossKind loss, int outputs, string widths, string operations)
    {
        Network network = Network.For(new() { Hidden = [5], Loss = loss, Outputs = outputs }, Find(data));

        network.ToString().ShouldBe(widths);
        string.Join(", ", network.Graph.Nodes.Select(node => node.Operation.Kind)).ShouldBe($"dense, tanh, dense, {operations}");
        network.HiddenLayers.Length.ShouldBe(1);
        network.Layers[^1].Activation.ShouldBe(network.Output);
        network.Layers[^1].PreActivation.ShouldBe(network.Output);
        network.Outputs.ShouldBe(network.Layers[^1].Width);
    }

    [Fact]
    public void For_NamesLayersFromOne()
    {
        Network network = Network.For(new() { Hidden = [5, 3], Activation = "leaky-relu(0.2)" }, FourClasses);

        network.Graph.Parameters.Select(parameter => $"{parameter.Name} {parameter.Shape}").ShouldBe(
            ["layers.1.weight 4×5", "layers.1.bias 5", "layers.2.weight 5×3", "layers.2.bias 3", "layers.3.weight 3×4", "layers.3.bias 4"]);
        network.Graph.Values.Select(value => value.Name).ShouldBe(["x", "target", "layers.1.z", "layers.1.a", "layers.2.z", "layers.2.a", "layers.3.z", "loss"]);
        network.Graph.Parameters[0].Weights!.Axes.ToString().ShouldBe("5×4");
        network.Graph.Parameters[1].Weights.ShouldBeNull();
        network.Function.ShouldBe(Activations.Parse("leaky-relu(0.2)"), Comparer);
        network.ChanceLoss!.Value.ShouldBe(Math.Log(4), 1e-15);
    }

    [Fact]
    public void For_WithoutBias_HasWeightsOnly()
    {
        Network network = Network.For(new() { Hidden = [5], Bias = false }, FourClasses);

        network.Graph.Parameters.Select(parameter => parameter.Name).ShouldBe(["layers.1.weight", "layers.2.weight"]);
        network.Layers.ShouldAllBe(layer => layer.Bias == null);
    }

    [Fact]
    public void Initialize_FillsTheTransposeOfWhatTheInitializerMakes()
    {
        Network network = Network.For(new() { Hidden = [5] }, FourClasses);

        ParameterStore parameters = network.Initialize(Initializers.HeNormal, 9);

        float[] outputMajor = new float[20];
        Initializers.HeNormal.Fill(outputMajor, WeightShape.Dense(4, 5), new Seed(9).For("layers.1.weight"));
        for (int i = 0; i < 4; i++)
        {
            for (int j = 0; j < 5; j++)
            {
                parameters[network.Layers[0].Weight][i * 5 + j].ShouldBe(outputMajor[j * 4 + i]);
            }
        }

        parameters[network.Layers[0].Bias!.Value].ToArray().ShouldAllBe(bias => bias == 0);
    }

    [Fact]
    public void Initialize_LeavesOtherLayersWhenOneIsAdded()
    {
        Network shallow = Network.For(new() { Hidden = [6, 6] }, FourClasses);
        Network deep = Network.For(new() { Hidden = [6, 6, 6] }, FourClasses);

        ParameterStore before = shallow.Initialize(Initializers.Xavier, 5);
        ParameterStore after = deep.Initialize(Initializers.Xavier, 5);

        for (int layer = 0; layer < 2; layer++)
        {
            Bits.ShouldBeSame(after[deep.Layers[layer].Weight], before[shallow.Layers[layer].Weight], $"layer {layer + 1}");
        }

        after[deep.Layers[1].Weight].SequenceEqual(after[deep.Layers[2].Weight]).ShouldBeFalse();
        before[shallow.Layers[0].Weight].SequenceEqual(shallow.Initialize(Initializers.Xavier, 6)[shallow.Layers[0].Weight]).ShouldBeFalse();
    }

    [Fact]
    public void Layouts_AreEachOthersInverse()
    {
        float[] outputMajor = Numbers.Spread(3 * 7, 1);
        float[] inputMajor = new float[21];
        float[] back = new float[21];

        DenseLayout.ToInputMajor(outputMajor, inputMajor, outputs: 3, inputs: 7);
        DenseLayout.ToOutputMajor(inputMajor, back, inputs: 7, outputs: 3);

        inputMajor[1].ShouldBe(outputMajor[7]);
        back.ShouldBe(outputMajor);
    }

    public static TheoryData<string, LossKind, float[], int> Answers => new()
    {
        { "two", LossKind.CrossEntropy, [0.1f], 1 },
        { "two", LossKind.CrossEntropy, [0f], 0 },
        { "two", LossKind.CrossEntropy, [-0.1f], 0 },
        { "two", LossKind.CrossEntropy, [float.NaN], -1 },
        { "two", LossKind.CrossEntropy, [float.PositiveInfinity], 1 },
        { "two", LossKind.Hinge, [0.4f], 1 },
        { "two", LossKind.MeanSquaredError, [0.4f], 0 },
        { "two", LossKind.MeanSquaredError, [0.6f], 1 },
        { "four", LossKind.CrossEntropy, [1, 3, 2, 0], 1 },
        { "four", LossKind.CrossEntropy, [2, 3, 3, 0], 1 },
        { "four", LossKind.CrossEntropy, [0, 0, 0, 0], 0 },
        { "four", LossKind.CrossEntropy, [1, 2, 3, float.NaN], -1 },
        { "four", LossKind.CrossEntropy, [float.NegativeInfinity, float.NegativeInfinity, -1e30f, float.NegativeInfinity], 2 },
        { "numbers", LossKind.MeanSquaredError, [1, 2, 3], -1 },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public void Classify_TakesTheLargest_AndNothingForWhatIsNoNumber(string data, LossKind loss, float[] outputs, int expected)
    {
        Network.For(new() { Loss = loss }, Find(data)).Classify(outputs).ShouldBe(expected);
    }

    [Fact]
    public void For_SaysWhatDoesNotFit()
    {
        ArrayDataSet oneClass = new("one", new(2), ["only"], [1, 2], [0]);

        Refusal(new() { Hidden = [5, 0] }, TwoClasses).ShouldBe("A hidden layer needs 1 unit or more, but got 0. (Parameter 'spec')");
        Refusal(new(), oneClass).ShouldBe("The data has one class only; there is nothing to tell apart. (Parameter 'spec')");
        Refusal(new(), ThreeNumbers).ShouldBe("The data's target is a number, so the loss must be mse. (Parameter 'spec')");
        Refusal(new() { Loss = LossKind.Hinge }, ThreeNumbers).ShouldBe("The data's target is a number, so the loss must be mse. (Parameter 'spec')");
        Refusal(new() { Outputs = 3 }, FourClasses).ShouldBe("The network has 3 outputs but the data needs 4. (Parameter 'spec')");
        Refusal(new() { Outputs = -1 }, TwoClasses).ShouldBe("The network has -1 outputs but the data needs 1. (Parameter 'spec')");
        Should.Throw<FormatException>(() => Network.For(new() { Activation = "tahn" }, TwoClasses)).Message.ShouldContain("Did you mean 'tanh'?");
    }

    [Fact]
    public void Specs_AreEqualByWidths()
    {
        NetworkSpec one = new() { Hidden = [5, 3] };

        new NetworkSpec { Hidden = [5, 3] }.ShouldBe(one);
        new NetworkSpec { Hidden = [5, 3] }.GetHashCode().ShouldBe(one.GetHashCode());
        new NetworkSpec { Hidden = [5, 4] }.ShouldNotBe(one);
        (one with { Bias = false }).ShouldNotBe(one);
    }

    private static string Refusal(NetworkSpec spec, IDataSet data) => Should.Throw<ArgumentException>(() => Network.For(spec, data)).Message;

    private static ArrayDataSet Find(string data) => data switch { "two" => TwoClasses, "four" => FourClasses, _ => ThreeNumbers };

    private static IEqualityComparer<Activation> Comparer { get; } = EqualityComparer<Activation>.Create((a, b) => a?.Name == b?.Name, a => a.Name.GetHashCode(StringComparison.Ordinal));
}
