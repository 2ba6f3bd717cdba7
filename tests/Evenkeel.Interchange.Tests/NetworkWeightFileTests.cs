using Evenkeel.Formats;
using Evenkeel.Graphs;
using Evenkeel.Networks;

namespace Evenkeel.Interchange.Tests;

public sealed class NetworkWeightFileTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly SavedNetwork saved = NetworkFileTests.Make(new() { Hidden = [3] }, NetworkFileTests.Data("four"));

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("w.npz")]
    [InlineData("w.safetensors")]
    public void Read_FindsTensorsByName_WhateverTheirOrderAndCompany(string name)
    {
        NamedTensor[] tensors = [NamedTensor.FromSingles("step", [1], [5]), .. WeightFile.Tensors(saved.Network, saved.Parameters).Reverse()];

        (string how, ParameterStore parameters) = Read(name, tensors);

        how.ShouldBe($"{name}: 4 tensors read by name.");
        ShouldBeTheSame(parameters);
    }

    [Fact]
    public void Read_FindsTensorsByOrder()
    {
        NamedTensor[] tensors = [.. WeightFile.Tensors(saved.Network, saved.Parameters).Select((tensor, i) => Renamed(tensor, $"arr_{i}"))];

        (string how, ParameterStore parameters) = Read("w.npz", tensors);

        how.ShouldBe("w.npz: 4 tensors read in their order, arr_0, arr_1, arr_2, arr_3.");
        ShouldBeTheSame(parameters);
    }

    [Fact]
    public void Read_TurnsRoundWhatFitsOnlyAsInputsByOutputs()
    {
        NamedTensor[] tensors = [.. WeightFile.Tensors(saved.Network, saved.Parameters).Select((tensor, i) => Turned(tensor, $"arr_{i}"))];

        (_, ParameterStore parameters) = Read("w.npz", tensors);

        ShouldBeTheSame(parameters);
    }

    [Fact]
    public void Read_TakesASquareWeightAsOutputsByInputs()
    {
        SavedNetwork square = NetworkFileTests.Make(new(), NetworkFileTests.Data("four"));
        string path = Path.Combine(folder.Path, "square.npz");
        TensorWriter.Save(path, [NamedTensor.FromSingles("w", [4, 4], [.. Enumerable.Range(0, 16).Select(i => (float)i)]), NamedTensor.FromSingles("b", [4], new float[4])]);

        WeightFile.Read(path, square.Network, square.Parameters);

        // Row 1 of the file is what output 1 weighs its inputs with.
        square.Parameters[square.Network.Layers[0].Weight].ToArray()[..5].ShouldBe([0, 4, 8, 12, 1]);
    }

    [Fact]
    public void Read_SaysWhichTensorHasAnotherShape()
    {
        NamedTensor[] tensors = [.. WeightFile.Tensors(saved.Network, saved.Parameters)];
        tensors[0] = NamedTensor.FromSingles("layers.1.weight", [3, 5], new float[15]);

        Should.Throw<DataSourceException>(() => Read("w.npz", tensors)).Message.ShouldBe("w.npz: tensor 'layers.1.weight' has shape 3×5, but 'layers.1.weight' needs 3×4.");
        tensors[0] = NamedTensor.FromSingles("layers.1.weight", [12], new float[12]);
        Should.Throw<DataSourceException>(() => Read("w.npz", tensors)).Message.ShouldBe("w.npz: tensor 'layers.1.weight' has shape 12, but 'layers.1.weight' needs 3×4.");
    }

    [Fact]
    public void Read_SaysWhatIsMissing()
    {
        NamedTensor[] tensors = [.. WeightFile.Tensors(saved.Network, saved.Parameters).Take(3)];

        Should.Throw<DataSourceException>(() => Read("w.npz", tensors))
            .Message.ShouldBe("w.npz holds 3 tensors (layers.1.weight, layers.1.bias, layers.2.weight), but 4-3-4 needs 4, by name (layers.2.bias …) or in the same order.");
    }

    [Theory]
    [InlineData(float.NaN, "NaN")]
    [InlineData(float.PositiveInfinity, "Infinity")]
    public void Read_RefusesWhatIsNotFinite(float bad, string text)
    {
        NamedTensor[] tensors = [.. WeightFile.Tensors(saved.Network, saved.Parameters)];
        tensors[2] = NamedTensor.FromSingles("layers.2.weight", [4, 3], [0, 0, 0, 0, 0, bad, 0, 0, 0, 0, 0, 0]);

        Should.Throw<DataSourceException>(() => Read("w.safetensors", tensors))
            .Message.ShouldBe($"w.safetensors: tensor 'layers.2.weight' holds {text} at position 5; weights must be finite.");
    }

    [Fact]
    public void Read_ThatFails_LeavesTheParametersAsTheyWere()
    {
        NamedTensor[] tensors = [.. WeightFile.Tensors(saved.Network, saved.Parameters)];
        tensors[3] = NamedTensor.FromSingles("layers.2.bias", [4], [0, 0, 0, float.NaN]);
        string path = Path.Combine(folder.Path, "w.npz");
        TensorWriter.Save(path, tensors);
        ParameterStore parameters = new(saved.Network.Graph);

        Should.Throw<DataSourceException>(() => WeightFile.Read(path, saved.Network, parameters));

        parameters[new(0)].ToArray().ShouldAllBe(value => value == 0);
    }

    [Theory]
    [InlineData(2, 0, ".safetensors", "holds the weights of a network with residual branches of 2 layers, but 4-3-3-3-3-3-4 is a plain stack; say --branch 2.")]
    [InlineData(2, 0, ".onnx", "holds the weights of a network with residual branches of 2 layers, but 4-3-3-3-3-3-4 is a plain stack; say --branch 2.")]
    [InlineData(0, 2, ".safetensors", "holds the weights of a plain stack, but 4-3-(3-3)×2-4 is a network with residual branches of 2 layers; leave --branch out.")]
    [InlineData(0, 1, ".onnx", "holds the weights of a plain stack, but 4-3-(3)×4-4 is a network with residual branches of 1 layer; leave --branch out.")]
    [InlineData(1, 2, ".safetensors", "holds the weights of a network with residual branches of 1 layer, but 4-3-(3-3)×2-4 is a network with residual branches of 2 layers; say --branch 1.")]
    public void Read_RefusesTheWeightsOfOtherBranches(int written, int wanted, string ending, string message)
    {
        string path = Path.Combine(folder.Path, $"net{ending}");
        NetworkFile.Save(path, Deep(written));
        SavedNetwork other = Deep(wanted);
        float[] before = other.Parameters[new(0)].ToArray();
        other.Parameters[new(0)].Fill(7);

        Should.Throw<DataSourceException>(() => WeightFile.Read(path, other.Network, other.Parameters)).Message.ShouldBe($"net{ending} {message}");
        other.Parameters[new(0)].ToArray().ShouldAllBe(value => value == 7);

        SavedNetwork same = Deep(written);
        same.Parameters[new(0)].Fill(7);
        WeightFile.Read(path, same.Network, same.Parameters).ShouldBe($"net{ending}: 12 tensors read by name.");
        same.Parameters[new(0)].ToArray().ShouldBe(before);
    }

    [Fact]
    public void Read_TakesWeightsWhoseDescriptionCannotBeRead()
    {
        string path = Path.Combine(folder.Path, "w.safetensors");
        TensorWriter.Save(path, WeightFile.Tensors(saved.Network, saved.Parameters), new Dictionary<string, string> { ["evenkeel.network"] = "{" });

        WeightFile.Read(path, saved.Network, new(saved.Network.Graph)).ShouldBe("w.safetensors: 4 tensors read by name.");
    }

    [Fact]
    public void Read_RefusesADamagedFile()
    {
        string path = folder.Write("w.npz", "PK\u0003\u0004 and nothing of worth");

        Should.Throw<TensorFileException>(() => WeightFile.Read(path, saved.Network, saved.Parameters)).Message.ShouldContain("w.npz");
    }

    private static SavedNetwork Deep(int branch) => NetworkFileTests.Make(new() { Hidden = [3, 3, 3, 3, 3], Branch = branch }, NetworkFileTests.Data("four"));

    private static NamedTensor Renamed(NamedTensor tensor, string name) => NamedTensor.FromSingles(name, tensor.Info.Shape.AsSpan(), tensor.ToSingles());

    private static NamedTensor Turned(NamedTensor tensor, string name)
    {
        if (tensor.Info.Shape.Length != 2)
        {
            return Renamed(tensor, name);
        }

        (int rows, int columns) = ((int)tensor.Info.Shape[0], (int)tensor.Info.Shape[1]);
        float[] values = tensor.ToSingles();
        return NamedTensor.FromSingles(name, [columns, rows], [.. Enumerable.Range(0, values.Length).Select(i => values[i % rows * columns + i / rows])]);
    }

    private (string How, ParameterStore Parameters) Read(string name, IReadOnlyList<NamedTensor> tensors)
    {
        string path = Path.Combine(folder.Path, name);
        TensorWriter.Save(path, tensors);
        ParameterStore parameters = new(saved.Network.Graph);
        return (WeightFile.Read(path, saved.Network, parameters), parameters);
    }

    private void ShouldBeTheSame(ParameterStore parameters)
    {
        for (int i = 0; i < parameters.Count; i++)
        {
            parameters[new(i)].ToArray().ShouldBe(saved.Parameters[new(i)].ToArray());
        }
    }
}
