using System.Text.Json;
using Evenkeel.Data;
using Evenkeel.Graphs;
using Evenkeel.Networks;
using Evenkeel.Numerics;
using Evenkeel.Training;

namespace Evenkeel.Tests.Training;

/// <summary>Losses that PyTorch found in float64; tests/oracle/make-golden-losses makes them anew.</summary>
public class GoldenLossTests
{
    /// <summary>PyTorch's own float32 is within 5·10⁻⁷ of them in most runs; four times that lets another order of summation be.</summary>
    private const double Usual = 2e-6;

    private static readonly JsonElement Golden = Load();

    public static TheoryData<int, string> Runs
    {
        get
        {
            TheoryData<int, string> runs = [];
            for (int net = 0; net < Golden.GetProperty("nets").GetArrayLength(); net++)
            {
                foreach (string optimizer in Optimizers.All) runs.Add(net, optimizer);
            }

            return runs;
        }
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void Losses_AreThoseOfPyTorch(int net, string optimizer)
    {
        JsonElement golden = Golden.GetProperty("nets")[net];
        JsonElement run = golden.GetProperty("runs").EnumerateArray().Single(run => run.GetProperty("optimizer").GetString() == optimizer);
        IDataSet data = Data(golden.GetProperty("data").GetString()!);
        Network network = Network.For(Spec(golden), data);
        ParameterStore parameters = Parameters(network, golden.GetProperty("parameters"));
        TrainingSpec training = new()
        {
            Optimizer = optimizer,
            LearningRate = run.GetProperty("learningRate").GetDouble(),
            Batch = Golden.GetProperty("batch").GetInt32(),
            Steps = Golden.GetProperty("steps").GetInt32(),
            WeightDecay = golden.GetProperty("weightDecay").GetDouble(),
            Shuffle = Shuffle.None,
        };

        double[] losses = [.. new Trainer(network, parameters, data, training, 0, Workers.One).Steps().Select(step => step.Loss)];

        // Where float32 itself is further off, as in RMSProp's first steps, ten times its distance: one float32 run against another.
        double tolerance = Math.Max(Usual, 10 * run.GetProperty("gap").GetDouble());
        double[] expected = Array(run.GetProperty("losses"));
        losses.Length.ShouldBe(expected.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            losses[i].ShouldBe(expected[i], tolerance * expected[i], $"step {i + 1}");
        }
    }

    private static JsonElement Load()
    {
        using Stream stream = typeof(GoldenLossTests).Assembly.GetManifestResourceStream("golden-losses.json")!;
        return JsonDocument.Parse(stream).RootElement.Clone();
    }

    private static ArrayDataSet Data(string name)
    {
        JsonElement set = Golden.GetProperty("sets").GetProperty(name);
        string[] classes = [.. Enumerable.Range(0, set.GetProperty("classes").GetInt32()).Select(label => $"{label}")];
        return new(name, new(set.GetProperty("inputs").GetInt32()), classes, Floats(set.GetProperty("x")), Floats(set.GetProperty("y")));
    }

    private static NetworkSpec Spec(JsonElement golden) => new()
    {
        Hidden = [.. golden.GetProperty("hidden").EnumerateArray().Select(width => width.GetInt32())],
        Branch = golden.TryGetProperty("branch", out JsonElement branch) ? branch.GetInt32() : 0,
        Activation = golden.GetProperty("activation").GetString()!,
        Loss = golden.GetProperty("loss").GetString() switch { "mse" => LossKind.MeanSquaredError, "hinge" => LossKind.Hinge, _ => LossKind.CrossEntropy },
    };

    /// <summary>Files hold weights as [out, in].</summary>
    private static ParameterStore Parameters(Network network, JsonElement tensors)
    {
        ParameterStore parameters = new(network.Graph);
        foreach (NetworkLayer layer in network.Layers)
        {
            int inputs = network.Graph.Parameters[layer.Weight.Index].Shape.Axes[0];
            float[] weights = Floats(tensors.GetProperty($"layers.{layer.Number}.weight"));
            for (int i = 0; i < weights.Length; i++)
            {
                parameters[layer.Weight][i % inputs * layer.Width + i / inputs] = weights[i];
            }

            Floats(tensors.GetProperty($"layers.{layer.Number}.bias")).CopyTo(parameters[layer.Bias!.Value]);
        }

        return parameters;
    }

    private static float[] Floats(JsonElement numbers) => [.. numbers.EnumerateArray().Select(number => number.GetSingle())];

    private static double[] Array(JsonElement numbers) => [.. numbers.EnumerateArray().Select(number => number.GetDouble())];
}
