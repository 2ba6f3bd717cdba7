using System.Collections.Immutable;
using Evenkeel.Data;
using Evenkeel.Graphs;
using Evenkeel.Initialization;
using Evenkeel.Networks;
using Evenkeel.Numerics;
using Evenkeel.Shapes;
using Evenkeel.Training;

namespace Evenkeel.Literature.Measures;

/// <summary>A linear network of one hidden layer that begins decoupled, each hidden unit serving one mode of the map to be learned, and how strong its modes become.</summary>
/// <remarks>Saxe, McClelland and Ganguli 2014, https://arxiv.org/abs/1312.6120, section 1.1: with white inputs each mode obeys <c>τ·du/dt = 2u(s − u)</c>, τ one over the rate for the loss <c>½·‖W − M‖²</c>.</remarks>
internal sealed class LinearModeNet
{
    /// <summary>Inputs, hidden units, outputs and samples, as in the paper's figure 3 the inputs.</summary>
    private const int Size = 32;

    private readonly double[] left, right;
    private readonly ImmutableArray<double> strengths;
    private readonly double start, rate;

    /// <summary>Draws the map <c>Σ s·u·vᵀ</c>.</summary>
    /// <param name="strengths">s, a mode each.</param>
    /// <param name="start">u₀, the strength of each in the network at the start; &gt; 0.</param>
    /// <param name="rate">The learning rate for the loss <c>½·‖W − M‖²</c>.</param>
    /// <param name="seed">Decides the modes' directions.</param>
    public LinearModeNet(ImmutableArray<double> strengths, double start, double rate, Seed seed)
    {
        (this.strengths, this.start, this.rate) = (strengths, start, rate);
        (left, right) = (Frame(seed.For("left")), Frame(seed.For("right")));
    }

    /// <summary>Trains the network, and reads its modes.</summary>
    /// <param name="steps">Steps of full batches.</param>
    /// <param name="every">Steps from one reading to the next.</param>
    /// <param name="cancellation">Asks to stop.</param>
    /// <returns>For each reading, the first before any step, the strengths of all modes.</returns>
    public ImmutableArray<ImmutableArray<double>> Train(int steps, int every, CancellationToken cancellation)
    {
        ArrayDataSet data = Data();
        Network network = Network.For(new() { Hidden = [Size], Activation = "linear", Bias = false, Loss = LossKind.MeanSquaredError }, data);
        ParameterStore parameters = network.Initialize(Initializers.Parse("zero"), 0);
        Decouple(parameters[network.Layers[0].Weight], parameters[network.Layers[1].Weight]);

        // The loss of training is the mean over samples and outputs.
        TrainingSpec training = new() { Batch = 0, Steps = steps, LearningRate = rate * Size * Size / 2 };
        Trainer trainer = new(network, parameters, data, training, 0, Workers.One);
        ImmutableArray<ImmutableArray<double>>.Builder readings = ImmutableArray.CreateBuilder<ImmutableArray<double>>();
        readings.Add(Read(network, parameters));
        while (trainer.Step < steps)
        {
            cancellation.ThrowIfCancellationRequested();
            trainer.Next();
            if (trainer.Step % every == 0) readings.Add(Read(network, parameters));
        }

        return readings.ToImmutable();
    }

    /// <summary>What a mode's strength is after some steps, by the equation's solution.</summary>
    /// <param name="strength">s.</param>
    /// <param name="steps">Steps.</param>
    /// <returns><c>s·e^(2st/τ)/(e^(2st/τ) − 1 + s/u₀)</c> (Eq. 12).</returns>
    public double Solution(double strength, int steps)
    {
        // Both sides divided by the exponential, which overflows otherwise.
        double decay = Elementary.Exp(-2 * strength * rate * steps);
        return strength / (1 + (strength / start - 1) * decay);
    }

    /// <summary>Unit vectors, and where the map takes them.</summary>
    private ArrayDataSet Data()
    {
        float[] inputs = new float[Size * Size], targets = new float[Size * Size];
        for (int sample = 0; sample < Size; sample++)
        {
            inputs[sample * Size + sample] = 1;
            for (int output = 0; output < Size; output++)
            {
                double sum = 0;
                for (int mode = 0; mode < strengths.Length; mode++) sum += strengths[mode] * left[mode * Size + output] * right[mode * Size + sample];
                targets[sample * Size + output] = (float)sum;
            }
        }

        return new("modes", new Shape(Size), [], inputs, targets);
    }

    private void Decouple(Span<float> first, Span<float> second)
    {
        double half = Math.Sqrt(start);
        for (int mode = 0; mode < strengths.Length; mode++)
        {
            for (int i = 0; i < Size; i++)
            {
                first[i * Size + mode] = (float)(half * right[mode * Size + i]);
                second[mode * Size + i] = (float)(half * left[mode * Size + i]);
            }
        }
    }

    private ImmutableArray<double> Read(Network network, ParameterStore parameters)
    {
        ReadOnlySpan<float> first = parameters[network.Layers[0].Weight], second = parameters[network.Layers[1].Weight];
        ImmutableArray<double>.Builder modes = ImmutableArray.CreateBuilder<double>(strengths.Length);
        for (int mode = 0; mode < strengths.Length; mode++)
        {
            double strength = 0;
            for (int hidden = 0; hidden < Size; hidden++)
            {
                (double into, double outOf) = (0, 0);
                for (int i = 0; i < Size; i++)
                {
                    into += first[i * Size + hidden] * right[mode * Size + i];
                    outOf += second[hidden * Size + i] * left[mode * Size + i];
                }

                strength += into * outOf;
            }

            modes.Add(strength);
        }

        return modes.MoveToImmutable();
    }

    /// <summary>Orthonormal vectors, one after the other.</summary>
    private static double[] Frame(Seed seed) => Array.ConvertAll(Initializers.Parse("orthogonal").Draw(WeightShape.Dense(Size, Size), seed), value => (double)value);
}
