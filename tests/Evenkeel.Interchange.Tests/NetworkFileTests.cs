using System.Collections.Immutable;
using Evenkeel.Data;
using Evenkeel.Formats;
using Evenkeel.Graphs;
using Evenkeel.Initialization;
using Evenkeel.Networks;

namespace Evenkeel.Interchange.Tests;

public sealed class NetworkFileTests : IDisposable
{
    private const string Key = "evenkeel.network";

    /// <summary>A small network's, without what is usual.</summary>
    private const string Description = """{"spec":{"hidden":[],"activation":"tanh"},"inputShape":[4],"classes":["a","b"],"targetSize":1}""";

    private readonly TempFolder folder = new();

    private static ImmutableArray<NamedTensor> Small => [NamedTensor.FromSingles("layers.1.weight", [1, 4], [1, 2, 3, 4]), NamedTensor.FromSingles("layers.1.bias", [1], [-5])];

    public static TheoryData<string, LossKind, bool, string> Networks => new()
    {
        { "circle", LossKind.CrossEntropy, true, ".safetensors" },
        { "circle", LossKind.Hinge, false, ".safetensors" },
        { "four", LossKind.CrossEntropy, true, ".safetensors" },
        { "four", LossKind.MeanSquaredError, true, ".safetensors" },
        { "numbers", LossKind.MeanSquaredError, true, ".safetensors" },
        { "circle", LossKind.CrossEntropy, true, ".onnx" },
        { "four", LossKind.CrossEntropy, false, ".onnx" },
        { "numbers", LossKind.MeanSquaredError, true, ".ONNX" },
    };

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(".safetensors")]
    [InlineData(".onnx")]
    public void Load_GivesResidualBranchesBack(string ending)
    {
        SavedNetwork saved = Make(new() { Hidden = [4, 4, 4, 4, 4], Branch = 2, Activation = "relu" }, Data("four"));
        string path = Path.Combine(folder.Path, $"net{ending}");

        NetworkFile.Save(path, saved);
        SavedNetwork loaded = NetworkFile.Load(path);

        loaded.Network.Spec.ShouldBe(saved.Network.Spec);
        loaded.Network.Layers[4].IsBranchEnd.ShouldBeTrue();
        float[] point = [.. Enumerable.Range(0, saved.Network.InputShape.Count).Select(i => 0.3f * i - 0.4f)];
        new Predictor(loaded).Predict(point).Outputs.ShouldBe(new Predictor(saved).Predict(point).Outputs);
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void Load_GivesTheSameBitsAndAnswers(string name, LossKind loss, bool bias, string ending)
    {
        IDataSet data = Data(name);
        SavedNetwork saved = Make(new() { Hidden = [6, 3], Activation = "leaky-relu(0.2)", Loss = loss, Bias = bias }, data) with { Experiment = "{\"seed\":1}" };
        string path = Path.Combine(folder.Path, $"net{ending}");

        NetworkFile.Save(path, saved);
        SavedNetwork loaded = NetworkFile.Load(path);

        loaded.Network.Spec.ShouldBe(saved.Network.Spec);
        loaded.Network.InputShape.ShouldBe(saved.Network.InputShape);
        loaded.Classes.ShouldBe(data.Classes);
        loaded.Experiment.ShouldBe("{\"seed\":1}");
        loaded.Schema.ShouldBeNull();
        for (int i = 0; i < saved.Parameters.Count; i++)
        {
            loaded.Parameters[new(i)].ToArray().ShouldBe(saved.Parameters[new(i)].ToArray());
        }

        float[] point = [.. Enumerable.Range(0, data.InputShape.Count).Select(i => 0.3f * i - 0.4f)];
        Prediction before = new Predictor(saved).Predict(point);
        Prediction after = new Predictor(loaded).Predict(point);
        after.Outputs.ShouldBe(before.Outputs);
        after.Class.ShouldBe(before.Class);
        after.Probabilities.ShouldBe(before.Probabilities);
    }

    [Fact]
    public void Save_GivesTheSameBytesEachTime_AndNamesTensorsAsPyTorchDoes()
    {
        SavedNetwork saved = Make(new() { Hidden = [6] }, Data("four"));
        string one = Path.Combine(folder.Path, "one.safetensors");
        string two = Path.Combine(folder.Path, "two.safetensors");

        NetworkFile.Save(one, saved);
        NetworkFile.Save(two, saved);

        File.ReadAllBytes(two).ShouldBe(File.ReadAllBytes(one));
        using TensorFile file = TensorFile.Open(one);
        file.Tensors.Select(tensor => $"{tensor.Name} {tensor.ShapeText()}").ShouldBe(["layers.1.weight 6×4", "layers.1.bias 6", "layers.2.weight 4×6", "layers.2.bias 4"], ignoreOrder: true);
        file.Metadata["format"].ShouldBe("pt");
        float[] weights = file.Read(file.Find("layers.1.weight")!).ToSingles();
        weights[1].ShouldBe(saved.Parameters[saved.Network.Layers[0].Weight][6]);
    }

    [Fact]
    public void Save_RefusesAnotherEnding()
    {
        SavedNetwork saved = Make(new(), Data("four"));

        Should.Throw<DataSourceException>(() => NetworkFile.Save(Path.Combine("models", "net.npz"), saved))
            .Message.ShouldBe($"A network is saved as .safetensors or .onnx, but '{Path.Combine("models", "net.npz")}' ends in '.npz'.");
    }

    [Fact]
    public void Load_RefusesTensorsWithoutANetwork()
    {
        string path = Path.Combine(folder.Path, "bare.safetensors");
        TensorWriter.Save(path, [NamedTensor.FromSingles("w", [2], [1, 2])]);

        Should.Throw<DataSourceException>(() => NetworkFile.Load(path))
            .Message.ShouldBe("bare.safetensors holds 1 tensors, but does not say which network they belong to; 'evenkeel train --save' writes files that do.");
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("{}")]
    public void Load_RefusesWhatIsNoDescription(string description)
    {
        string path = Describe(description, Small);

        Should.Throw<DataSourceException>(() => NetworkFile.Load(path))
            .Message.ShouldStartWith("net.safetensors describes its network in a way that cannot be read: ");
    }

    [Theory]
    [InlineData("""{"hidden":[],"activation":"tanh"}""", "null")]
    [InlineData("""{"hidden":[],"activation":"tanh"}""", "7")]
    [InlineData("[]", "null")]
    [InlineData("[]", "[0]")]
    [InlineData("\"tanh\"", "null")]
    [InlineData("\"tanh\"", "\"tahn\"")]
    [InlineData("\"tanh\"", "\"tanh\",\"loss\":\"Lots\"")]
    [InlineData("\"tanh\"", "\"tanh\",\"loss\":17")]
    [InlineData("\"tanh\"", "\"tanh\",\"outputs\":3")]
    [InlineData("\"inputShape\":[4],", "")]
    [InlineData("[4]", "null")]
    [InlineData("[4]", "[-4]")]
    [InlineData("[4]", "[100000,100000]")]
    [InlineData("[\"a\",\"b\"]", "null")]
    [InlineData("[\"a\",\"b\"]", "[\"a\",null]")]
    [InlineData("[\"a\",\"b\"]", "[\"a\"]")]
    [InlineData("[\"a\",\"b\"]", "[]")]
    [InlineData("\"targetSize\":1", "\"targetSize\":2")]
    [InlineData("[\"a\",\"b\"],\"targetSize\":1", "[],\"targetSize\":0")]
    [InlineData("[\"a\",\"b\"],\"targetSize\":1", "[],\"targetSize\":-3")]
    public void Load_RefusesADescriptionThatCannotBe(string right, string wrong)
    {
        // A target of some numbers is a regression, whose loss must say so; what is wrong is then the number of them.
        string start = wrong.Contains("targetSize", StringComparison.Ordinal) && right.Length > 20 ? Description.Replace("\"tanh\"", "\"tanh\",\"loss\":\"MeanSquaredError\"", StringComparison.Ordinal) : Description;
        string path = Describe(start.Replace(right, wrong, StringComparison.Ordinal), Small);

        start.ShouldContain(right);
        Should.Throw<DataSourceException>(() => NetworkFile.Load(path))
            .Message.ShouldStartWith("net.safetensors describes its network in a way that cannot be read: ");
    }

    [Theory]
    [InlineData("[4]", "[2000000000]")]
    [InlineData("[4]", "[40000]")]
    [InlineData("[]", "[40000,40000]")]
    [InlineData("[]", "[40000,40000,40000]")]
    [InlineData("\"tanh\"},\"inputShape\":[4],\"classes\":[\"a\",\"b\"],\"targetSize\":1", "\"tanh\",\"loss\":\"MeanSquaredError\"},\"inputShape\":[1],\"classes\":[],\"targetSize\":2000000000")]
    public void Load_RefusesANetworkFarLargerThanItsFile_BeforeMakingRoomForIt(string right, string wrong)
    {
        string path = Describe(Description.Replace(right, wrong, StringComparison.Ordinal), Small);
        long before = GC.GetAllocatedBytesForCurrentThread();

        string message = Should.Throw<DataSourceException>(() => NetworkFile.Load(path)).Message;

        // Reading the file and its description takes kilobytes; the network would take megabytes to gigabytes.
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(1_000_000);
        message.ShouldMatch("has shape 1×4, but 'layers.1.weight' needs|holds 2 tensors .* needs");
    }

    [Fact]
    public void Load_ReadsADescriptionThatLeavesOutWhatIsUsual_AndSaysMore()
    {
        string path = Describe(Description.Replace("\"tanh\"", "\"tanh\",\"later\":1", StringComparison.Ordinal), Small);

        SavedNetwork loaded = NetworkFile.Load(path);
        Prediction prediction = new Predictor(loaded).Predict([1, 1, 1, 0]);

        loaded.Network.Spec.ShouldBe(new NetworkSpec());
        prediction.Outputs.ShouldBe([1]);
        prediction.Class.ShouldBe("b");
        prediction.Probabilities![1].ShouldBe(1 / (1 + Math.Exp(-1)), 1e-15);
    }

    [Fact]
    public void Predict_OfAnotherLength_IsRefused()
    {
        Predictor predictor = new(Make(new(), Data("four")));

        Should.Throw<ArgumentException>(() => predictor.Predict([1, 2])).Message.ShouldBe("The network takes 4 inputs but got 2. (Parameter 'inputs')");
    }

    [Fact]
    public void Predict_GivesSharesThatAddUpToOne_AndNothingForWhatIsNoNumber()
    {
        SavedNetwork saved = Make(new() { Hidden = [5] }, Data("four"));
        Predictor predictor = new(saved);

        predictor.Predict([1, 2, 3, 4]).Probabilities!.Sum().ShouldBe(1, 1e-15);
        predictor.Predict([float.NaN, 2, 3, 4]).Class.ShouldBeNull();
    }

    internal static IDataSet Data(string name) => name switch
    {
        "circle" => ToyData.Circle.Generate(20, 1),
        "four" => new ArrayDataSet("four", new(4), ["a", "b", "c", "d"], [.. Enumerable.Range(0, 32).Select(i => i / 16f)], [0, 1, 2, 3, 0, 1, 2, 3]),
        _ => new ArrayDataSet("numbers", new(2, 2), [], [.. Enumerable.Range(0, 8).Select(i => i / 4f)], [1, 2, 3, 4, 5, 6]),
    };

    internal static SavedNetwork Make(NetworkSpec spec, IDataSet data)
    {
        Network network = Network.For(spec, data);
        ParameterStore parameters = network.Initialize(Initializers.Xavier, 7);
        for (int i = 0; i < parameters.Count; i++)
        {
            if (network.Graph.Parameters[i].Weights is null) parameters[new(i)].Fill(0.1f * (i + 1));
        }

        return new() { Network = network, Parameters = parameters, Classes = [.. data.Classes] };
    }

    private string Describe(string description, ImmutableArray<NamedTensor> tensors)
    {
        string path = Path.Combine(folder.Path, "net.safetensors");
        TensorWriter.Save(path, tensors, new Dictionary<string, string> { [Key] = description });
        return path;
    }
}
