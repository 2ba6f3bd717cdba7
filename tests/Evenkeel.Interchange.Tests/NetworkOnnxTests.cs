using System.Collections.Immutable;
using Evenkeel.Formats;
using Evenkeel.Formats.Onnx;
using Evenkeel.Functions;
using Evenkeel.Networks;

namespace Evenkeel.Interchange.Tests;

/// <summary>What runs the models is ONNX Runtime, in <c>tests/oracle/onnx-runtime</c>; here operators are computed in double precision by their definition.</summary>
public sealed class NetworkOnnxTests : IDisposable
{
    private readonly TempFolder folder = new();

    public static TheoryData<string> ActivationNames =>
        [.. Activations.All.Select(activation => activation.Name), "leaky-relu(0.2)", "elu(0.7)", "sin(3)", "if(x<=0.5,min(x,0.2),max(-x,atan(x)))", "relu(x)^2-x/3", "exp(-abs(x))+cosh(x/4)-sqrt(1+x*x)", "1+2"];

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(ActivationNames))]
    public void Save_WritesTheActivationAsOperators(string activation)
    {
        SavedNetwork saved = Make(new() { Hidden = [3], Activation = activation });
        string path = Path.Combine(folder.Path, "net.onnx");

        NetworkOnnx.Save(path, saved);

        using OnnxFile file = TensorFile.Open(path).ShouldBeOfType<OnnxFile>();
        Activation function = Activations.Parse(activation);
        for (double z = -6; z <= 6; z += 0.37)
        {
            // Constants of a model are float32, 2^-24 of their size off, and no function here is steeper than 10 in them.
            Run(file, "layers.1.z", z, "layers.1.a").ShouldBe(function.Value(z), 1e-6 * Math.Max(1, Math.Abs(function.Value(z))));
        }
    }

    [Fact]
    public void Save_DescribesTheModel()
    {
        string path = Path.Combine(folder.Path, "net.onnx");

        NetworkOnnx.Save(path, Make(new() { Hidden = [3] }));

        using OnnxFile file = TensorFile.Open(path).ShouldBeOfType<OnnxFile>();
        (file.Opsets[""], file.Metadata["onnx.producer"], file.Metadata["onnx.ir_version"]).ShouldBe((13, "evenkeel", "7"));
        file.Inputs.ShouldBe(["input"]);
        file.Outputs.ShouldBe(["logits", "probabilities"]);
        file.Tensors.Select(tensor => tensor.ToString()).ShouldBe(["layers.1.weight f32 3×2", "layers.1.bias f32 3", "layers.2.weight f32 1×3", "layers.2.bias f32 1"]);
        file.Metadata["onnx.doc_string"].ShouldBe(
            "Dense layers 2-3-1 with tanh, written by Evenkeel. Takes 'input', any number of rows of 2 numbers, as the data set gives them. Gives 'logits' as the network computes them, and 'probabilities', one a class. Classes: 0, 1.");
        file.ConsumersOf("layers.1.weight").ShouldHaveSingleItem().Node.Whole("transB").ShouldBe(1);
    }

    [Fact]
    public void Save_EndsEachBranchInAnAdd()
    {
        SavedNetwork saved = Make(new() { Hidden = [3, 3, 3, 3, 3], Branch = 2, Activation = "relu" });
        string path = Path.Combine(folder.Path, "net.onnx");

        NetworkOnnx.Save(path, saved);

        using OnnxFile file = TensorFile.Open(path).ShouldBeOfType<OnnxFile>();
        file.Nodes.Where(node => node.OpType == "Add").Select(node => $"{string.Join(" + ", node.Inputs)} = {node.Outputs[0]}")
            .ShouldBe(["layers.1.a + layers.3.z = layers.3.a", "layers.3.a + layers.5.z = layers.5.a"]);
        file.Nodes.Where(node => node.OpType == "Gemm").Select(node => node.Inputs[0]).ShouldBe(["input", "layers.1.a", "layers.2.a", "layers.3.a", "layers.4.a", "layers.5.a"]);
        file.Metadata["onnx.doc_string"].ShouldStartWith("Dense layers 2-3-(3-3)×2-1 with relu, in residual branches, written by Evenkeel.");
    }

    [Theory]
    [InlineData(LossKind.Hinge, "scores")]
    [InlineData(LossKind.MeanSquaredError, "scores")]
    public void Save_NamesScoresThatAreNoProbabilities(LossKind loss, string name)
    {
        string path = Path.Combine(folder.Path, "net.onnx");

        NetworkOnnx.Save(path, Make(new() { Loss = loss }));

        using OnnxFile file = TensorFile.Open(path).ShouldBeOfType<OnnxFile>();
        file.Outputs.ShouldBe([name]);
    }

    [Fact]
    public void Save_GivesTheSameBytesEachTime()
    {
        SavedNetwork saved = Make(new() { Hidden = [3] });
        string one = Path.Combine(folder.Path, "one.onnx");
        string two = Path.Combine(folder.Path, "two.onnx");

        NetworkOnnx.Save(one, saved);
        NetworkOnnx.Save(two, saved);

        File.ReadAllBytes(two).ShouldBe(File.ReadAllBytes(one));
    }

    private static SavedNetwork Make(NetworkSpec spec) => NetworkFileTests.Make(spec, NetworkFileTests.Data("circle"));

    /// <summary>Computes one number of the graph from another.</summary>
    private static double Run(OnnxFile file, string input, double value, string output)
    {
        Dictionary<string, double> values = new() { [input] = value };
        foreach (OnnxNode node in file.Nodes)
        {
            if (node.Inputs.All(values.ContainsKey))
            {
                values[node.Outputs[0]] = Apply(node, [.. node.Inputs.Select(name => values[name])]);
            }
        }

        return values[output];
    }

    /// <summary>The operators as https://onnx.ai/onnx/operators defines them.</summary>
    private static double Apply(OnnxNode node, ImmutableArray<double> x) => node.OpType switch
    {
        "Constant" => node.Number("value_float")!.Value,
        "Identity" => x[0],
        "Sigmoid" => 1 / (1 + Math.Exp(-x[0])),
        "Tanh" => Math.Tanh(x[0]),
        "Relu" => Math.Max(x[0], 0),
        "LeakyRelu" => x[0] >= 0 ? x[0] : node.Number("alpha")!.Value * x[0],
        "Elu" => x[0] >= 0 ? x[0] : node.Number("alpha")!.Value * (Math.Exp(x[0]) - 1),
        "Selu" => node.Number("gamma")!.Value * (x[0] > 0 ? x[0] : node.Number("alpha")!.Value * (Math.Exp(x[0]) - 1)),
        "Softplus" => Math.Log(Math.Exp(x[0]) + 1),
        "Softsign" => x[0] / (1 + Math.Abs(x[0])),
        "Clip" => Math.Clamp(x[0], x[1], x[2]),
        "Erf" => Activations.Erf.Value(x[0]),
        "Sin" => Math.Sin(x[0]),
        "Exp" => Math.Exp(x[0]),
        "Sqrt" => Math.Sqrt(x[0]),
        "Abs" => Math.Abs(x[0]),
        "Cosh" => Math.Cosh(x[0]),
        "Atan" => Math.Atan(x[0]),
        "Neg" => -x[0],
        "Add" => x[0] + x[1],
        "Sub" => x[0] - x[1],
        "Mul" => x[0] * x[1],
        "Div" => x[0] / x[1],
        "Pow" => Math.Pow(x[0], x[1]),
        "Min" => Math.Min(x[0], x[1]),
        "Max" => Math.Max(x[0], x[1]),
        "LessOrEqual" => x[0] <= x[1] ? 1 : 0,
        "Where" => x[0] != 0 ? x[1] : x[2],
        _ => double.NaN,
    };
}
