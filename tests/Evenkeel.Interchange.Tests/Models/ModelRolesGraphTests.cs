using System.Globalization;
using System.Reflection;
using Evenkeel.Forensics;
using Evenkeel.Formats;
using Evenkeel.Formats.Onnx;
using Evenkeel.Interchange.Models;

namespace Evenkeel.Interchange.Tests.Models;

/// <summary>Models that PyTorch exported, as the tests of the format have them; what is expected follows from the modules they were made of.</summary>
public class ModelRolesGraphTests
{
    [Theory]
    [InlineData("mlp", "0.weight dense 3/4 Tanh", "0.bias bias 3/4 -", "2.weight dense 4/2 -", "2.bias bias 4/2 -")]
    [InlineData("conv", "0.weight convolution 18/36 Relu", "1.weight norm-scale 1/1 -", "1.bias norm-shift 1/1 -", "1.running_mean running-mean 1/1 -", "1.running_var running-variance 1/1 -",
        "3.weight depthwise 9/9 ConvTranspose", "3.bias bias 9/9 -", "4.weight transposed 4/8 -", "4.bias bias 4/8 -")]
    [InlineData("attention", "words.weight embedding 1/8 MatMul", "onnx::MatMul_100 packed 8/8 Slice", "attention.in_proj_bias bias 8/8 -", "attention.out_proj.weight dense 8/8 LayerNormalization", "attention.out_proj.bias bias 8/8 -", "norm.weight norm-scale 1/1 -")]
    [InlineData("lstm", "words.weight embedding 1/4 LSTM", "onnx::LSTM_119 packed 4/3 Tanh", "onnx::LSTM_120 packed 3/3 Tanh", "onnx::LSTM_121 bias 4/3 -", "out.weight dense 3/2 -", "out.bias bias 3/2 -")]
    public void Graph_SaysWhatTensorsDoAndWhatFollows(string model, params string[] expected)
    {
        Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"onnx/{model}.onnx")!;
        using TensorFile file = TensorFile.Open(stream, model);
        file.ShouldBeOfType<OnnxFile>();

        Dictionary<string, string> lines = ModelRoles.Assign(file).Where(tensor => tensor.Role != TensorRole.Constant).ToDictionary(tensor => tensor.Info.Name, Line);

        foreach (string line in expected)
        {
            lines[line.Split(' ')[0]].ShouldBe(line);
        }
    }

    [Fact]
    public void Reason_NamesTheNode()
    {
        Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("onnx/mlp.onnx")!;
        using TensorFile file = TensorFile.Open(stream, "mlp.onnx");

        ModelRoles.Assign(file).Select(tensor => tensor.Reason).ShouldBe(
        [
            "goes into Gemm '/0/Gemm' as its right factor, transposed", "is added to the units of the layer of '0.weight'",
            "goes into Gemm '/2/Gemm' as its right factor, transposed", "is added to the units of the layer of '2.weight'",
        ]);
    }

    [Fact]
    public void Rules_WinOverTheGraph()
    {
        Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("onnx/mlp.onnx")!;
        using TensorFile file = TensorFile.Open(stream, "mlp.onnx");

        ModelRoles.Assign(file, RoleRules.Parse("0.weight embedding", "roles"))[0].Role.ShouldBe(TensorRole.Embedding);
    }

    private static string Line(ModelTensor tensor) => string.Create(
        CultureInfo.InvariantCulture, $"{tensor.Info.Name} {ModelRoles.Word(tensor.Role)} {(tensor.Weights is { } weights ? $"{weights.Fan.In}/{weights.Fan.Out}" : "-")} {tensor.Activation ?? "-"}");
}
