using Evenkeel.Numerics;
using Evenkeel.Shapes;

namespace Evenkeel.Data;

/// <summary>A linear map to be learned: the 64 unit vectors, and where a matrix of rank 10 takes them.</summary>
/// <remarks>
/// Saxe, McClelland and Ganguli, "Exact solutions to the nonlinear dynamics of learning in deep linear neural networks", 2014,
/// https://arxiv.org/abs/1312.6120, in a reduced form: inputs are white, the sum of <c>x·xᵀ</c> being I, and all modes alike, <c>M = U·Vᵀ</c> with ten orthonormal
/// columns in each, uniformly drawn, so that the ten singular values are 1 and the others 0. The papers' loss is <c>½·‖W − M‖²</c>, 5 where nothing is learned;
/// that of <see cref="Graphs.Operations.MeanSquaredError"/> is the mean over samples and outputs, <c>‖W − M‖²/4096</c>: 2048 times smaller,
/// so that a learning rate of the papers is to be multiplied by 2048.
/// </remarks>
public static class LinearModes
{
    /// <summary>The number of inputs, of outputs, and of samples.</summary>
    public const int Size = 64;

    /// <summary>The rank of the map.</summary>
    public const int Modes = 10;

    /// <summary>What the papers' loss <c>½·‖W − M‖²</c> and its learning rates are multiples of: half the number of samples times outputs.</summary>
    public const int LossScale = Size * Size / 2;

    /// <summary>Draws a map, and shows what it does.</summary>
    /// <param name="seed">Decides the map.</param>
    /// <returns>64 samples of shape 64: sample i is the i-th unit vector, its target column i of the map.</returns>
    public static ArrayDataSet Generate(Seed seed)
    {
        double[] left = Frame(seed.For("modes.left"));
        double[] right = Frame(seed.For("modes.right"));
        float[] inputs = new float[Size * Size];
        float[] targets = new float[Size * Size];
        for (int sample = 0; sample < Size; sample++)
        {
            inputs[sample * Size + sample] = 1;
            for (int output = 0; output < Size; output++)
            {
                double sum = 0;
                for (int mode = 0; mode < Modes; mode++)
                {
                    sum += left[mode * Size + output] * right[mode * Size + sample];
                }

                targets[sample * Size + output] = (float)sum;
            }
        }

        return new("linear-modes", new Shape(Size), [], inputs, targets);
    }

    /// <summary>Orthonormal vectors one after the other, uniformly drawn.</summary>
    private static double[] Frame(Seed seed)
    {
        RandomSequence random = seed.Sequence();
        double[] vectors = new double[Modes * Size];
        foreach (ref double value in vectors.AsSpan())
        {
            value = random.NextNormal();
        }

        OrthogonalFactor.Replace(vectors, Size, Modes);
        return vectors;
    }
}
