using Evenkeel.Data;
using Evenkeel.Diagnosis;
using Evenkeel.Graphs;
using Evenkeel.Initialization;
using Evenkeel.Networks;
using Evenkeel.Numerics;
using Evenkeel.Probing;

namespace Evenkeel.Tests.Oracle;

/// <summary>A network with one thing wrong, on 200 samples of 100 normal inputs and ten classes without meaning.</summary>
/// <param name="Code">The rule that speaks alone.</param>
/// <param name="Severity">How loud.</param>
/// <param name="Scheme">The initializer.</param>
/// <param name="Activation">The hidden layers' activation.</param>
/// <param name="Hidden">Their widths.</param>
public sealed record SickNet(string Code, Severity Severity, string Scheme, string Activation, params int[] Hidden)
{
    /// <summary>One for each rule.</summary>
    public static IReadOnlyList<SickNet> All { get; } =
    [
        new("EK101", Severity.Error, "constant(0.01)", "tanh", 100, 100, 100, 100),
        new("EK102", Severity.Warning, "xavier*0.01", "tanh", 100, 100, 100, 100) { IsFromFile = true },
        new("EK103", Severity.Warning, "he-normal*36", "relu", 100, 100, 100, 100) { IsFromFile = true },
        new("EK104", Severity.Error, "xavier", "sigmoid", [.. Enumerable.Repeat(100, 8)]) { IsFromFile = true, Beside = ["EK111", "EK115"], Change = (network, start) => Shift(network, start, 0.5f) },
        new("EK105", Severity.Warning, "xavier*30", "sin", [.. Enumerable.Repeat(100, 6)]) { IsFromFile = true, Beside = ["EK108"], Change = (network, start) => Shift(network, start, 0.5f) },
        new("EK106", Severity.Warning, "normal(10)", "tanh", 100),
        new("EK107", Severity.Error, "he-normal", "relu", 100, 100, 100) { Inputs = Math.Abs, Change = (network, start) => Negate(start[network.Layers[0].Weight]) },
        new("EK108", Severity.Warning, "xavier", "tanh", 100) { Change = (network, start) => Multiply(start[network.Layers[^1].Weight], 1e6f) },
        new("EK109", Severity.Error, "xavier", "tanh", 100, 100) { Evidence = evidence => evidence with { DivergedAt = 7 } },
        new("EK110", Severity.Error, "xavier", "tanh", 100) { Change = (network, start) => Multiply(start[network.Layers[^1].Weight], 1e-44f) },
        new("EK111", Severity.Warning, "xavier*0.0001", "tanh", 100, 100) { Change = (network, start) => Add(start[network.Layers[0].Weight], 0.1f) },
        new("EK112", Severity.Error, "he-normal", "relu", 3, 3, 3, 3, 3, 3) { Change = (network, start) => Negate(start[network.Layers[2].Weight]) },
        new("EK113", Severity.Warning, "xavier", "tanh", 100, 100, 100) { Change = (network, start) => start[network.Layers[^1].Weight].Clear() },
        new("EK114", Severity.Info, "he-normal", "relu", 512, 64, 16),
        new("EK115", Severity.Info, "xavier", "sigmoid", 100),
        new("EK116", Severity.Error, "xavier", "sigmoid", [.. Enumerable.Repeat(100, 10)]) { Beside = ["EK115"] },
        new("EK117", Severity.Info, "xavier", "linear", [.. Enumerable.Repeat(10, 20)]),
        new("EK118", Severity.Error, "xavier*0.1", "relu", [.. Enumerable.Repeat(100, 12)]),
        new("EK119", Severity.Warning, "xavier", "tanh", 100, 100) { Evidence = evidence => evidence with { LearningRate = 1e4, Optimizer = "sgd" } },
        new("EK120", Severity.Error, "xavier", "tanh", 100, 100) { Change = (network, start) => start[network.Layers[1].Weight][5] = float.NaN },
        new("EK121", Severity.Error, "xavier", "tanh", 100, 100) { Inputs = x => 1000 * x },
        new("EK122", Severity.Info, "xavier", "tanh", 100, 100) { Change = (network, start) => start[network.Layers[1].Bias!.Value].Fill(1) },
    ];

    /// <summary>What is worth knowing of the net beside its fault, and does not follow from it.</summary>
    public IReadOnlyList<string> Beside { get; init; } = [];

    /// <summary>What becomes of a normal input.</summary>
    public Func<float, float> Inputs { get; init; } = x => x;

    /// <summary>What is done to the first parameters.</summary>
    public Action<Network, ParameterStore> Change { get; init; } = (_, _) => { };

    /// <summary>What else is known.</summary>
    public Func<Evidence, Evidence> Evidence { get; init; } = evidence => evidence;

    /// <summary>Whether the weights come without the scheme that drew them.</summary>
    public bool IsFromFile { get; init; }

    /// <summary>What is measured of it before the first step.</summary>
    public Evidence Examined()
    {
        ArrayDataSet data = Data();
        Network network = For(data, Activation);
        IInitializer initializer = Initializers.Parse(Scheme);
        ParameterStore start = network.Initialize(initializer, 6);
        Change(network, start);
        return Evidence(Read(network, start, data, IsFromFile ? null : initializer));
    }

    /// <summary>What is measured of it after a fix.</summary>
    /// <param name="activation">The activation that the fix takes; null for its own.</param>
    /// <param name="change">What the fix does to the first parameters.</param>
    public Evidence Mended(string? activation, Action<Network, ParameterStore> change)
    {
        ArrayDataSet data = Data();
        Network network = For(data, activation ?? Activation);
        ParameterStore start = network.Initialize(Initializers.Parse(Scheme), 6);
        if (activation is null)
        {
            Change(network, start);
        }

        change(network, start);
        return Evidence(Read(network, start, data, null));
    }

    private Network For(ArrayDataSet data, string activation) => Network.For(new() { Hidden = [.. Hidden], Activation = activation }, data);

    private static Evidence Read(Network network, ParameterStore start, ArrayDataSet data, IInitializer? initializer)
    {
        NetworkReading reading = new Probe(network, start, data.Count, Workers.One).Read(data, [.. Enumerable.Range(0, data.Count)], Readings.All & ~Readings.Histograms);
        return (new Evidence(network, reading) { Initializer = initializer }).WithTheory(network.SignalPath(start));
    }

    private ArrayDataSet Data()
    {
        RandomSequence random = new(4);
        float[] inputs = new float[200 * 100];
        for (int i = 0; i < inputs.Length; i++)
        {
            inputs[i] = Inputs((float)random.NextNormal());
        }

        return new("clouds", new(100), [.. Enumerable.Range(0, 10).Select(label => $"{label}")], inputs, [.. Enumerable.Range(0, 200).Select(i => (float)(i % 10))]);
    }

    /// <inheritdoc/>
    public override string ToString() => Code;

    /// <summary>Gives all biases one value, so that theory, which has them random or 0, does not hold.</summary>
    private static void Shift(Network network, ParameterStore start, float bias)
    {
        foreach (NetworkLayer layer in network.HiddenLayers)
        {
            start[layer.Bias!.Value].Fill(bias);
        }
    }

    private static void Multiply(Span<float> values, float factor)
    {
        foreach (ref float value in values)
        {
            value *= factor;
        }
    }

    private static void Add(Span<float> values, float summand)
    {
        foreach (ref float value in values)
        {
            value += summand;
        }
    }

    private static void Negate(Span<float> values)
    {
        foreach (ref float value in values)
        {
            value = -Math.Abs(value);
        }
    }
}
