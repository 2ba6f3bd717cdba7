using Evenkeel.Data;
using Evenkeel.Graphs;
using Evenkeel.Initialization;
using Evenkeel.Networks;
using Evenkeel.Numerics;
using Evenkeel.Shapes;
using Evenkeel.Training;

namespace Evenkeel.Benchmarks;

/// <summary>Whole training steps of 784-300-300-300-300-10, tanh, batch 100, SGD: reading, forward, loss, backward, update.</summary>
internal sealed class WholeStep
{
    private const int Samples = 2000;

    private readonly IEnumerator<Training.TrainingStep> steps;

    private WholeStep(IDataSet data, string scheme, Workers workers)
    {
        Network network = Network.For(new() { Hidden = [300, 300, 300, 300] }, data);
        ParameterStore parameters = network.Initialize(Initializers.Parse(scheme), 0);
        steps = new Trainer(network, parameters, data, new() { Steps = int.MaxValue, LearningRate = 0.01 }, 0, workers).Steps().GetEnumerator();
    }

    /// <summary>The rows of the table: no zero pixel; the generated digits, four fifths of them paper; the same from zero weights.</summary>
    public static IEnumerable<(string Name, Func<Workers, WholeStep> Create)> All()
    {
        IDataSet digits = Digits.Generate(Samples, 0);
        IDataSet dense = Dense(digits);
        yield return ("training step, dense inputs", workers => new(dense, "xavier", workers));
        yield return ("training step, digits", workers => new(digits, "xavier", workers));
        yield return ("training step, digits, zeros", workers => new(digits, "zero", workers));
    }

    /// <summary>Takes one step.</summary>
    public void Run() => steps.MoveNext();

    private static ArrayDataSet Dense(IDataSet digits)
    {
        float[] inputs = new float[Samples * digits.InputShape.Count];
        float[] targets = new float[Samples];
        digits.Read([.. Enumerable.Range(0, Samples)], inputs, targets);
        Draw.Uniform(inputs, 1, 0.01f, 1);
        return new("dense", new Shape(28, 28), digits.Classes, inputs, targets);
    }
}
