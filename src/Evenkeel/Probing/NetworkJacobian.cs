using Evenkeel.Functions;
using Evenkeel.Graphs;
using Evenkeel.Networks;
using Evenkeel.Numerics;

namespace Evenkeel.Probing;

/// <summary>How a network's outputs answer to its inputs near one sample: <c>∂output/∂input = W₁·D₁·W₂ … D·W</c> for row vectors, D the slopes; a residual branch B makes <c>1 + B</c> of its factors.</summary>
/// <remarks>
/// Products are in float32, scaled by powers of two between layers, since they vanish or explode by as many orders as the network is deep.
/// Where both sides are long, a random block and what the Jacobian and its transpose make of it in a few rounds span the directions that
/// are stretched most (N. Halko, P.-G. Martinsson, J. Tropp, "Finding structure with randomness", 2011, https://arxiv.org/abs/0909.4061; with all rounds kept,
/// as by N. Halko, P.-G. Martinsson, Y. Shkolnisky, M. Tygert, "An algorithm for the principal component analysis of large data sets", 2011,
/// https://arxiv.org/abs/1007.5510). On Gaussian layers, whose values lie closest together, the largest are found to some 10⁻³ of themselves.
/// </remarks>
internal sealed partial class NetworkJacobian
{
    private const int Block = 24;
    private const int Rounds = 7;
    private const long StartSeed = 20110;

    private readonly Network network;
    private readonly ParameterStore parameters;
    private readonly float[][] slopes;
    private readonly Workers workers;
    private int power;

    /// <summary>Takes the slopes at one sample.</summary>
    /// <param name="network">The network.</param>
    /// <param name="plan">Holds z and a of the hidden layers, and the parameters.</param>
    /// <param name="row">The sample.</param>
    public NetworkJacobian(Network network, Plan plan, int row)
    {
        (this.network, parameters, workers) = (network, plan.Parameters, plan.Workers);
        slopes = new float[network.HiddenLayers.Length][];
        for (int l = 0; l < slopes.Length; l++) slopes[l] = Slopes(network.Function, plan, network.HiddenLayers[l], row);
    }

    /// <summary>The singular values, largest first: all, or the largest.</summary>
    public double[] Values()
    {
        int inputs = network.InputShape.Count, outputs = network.Outputs;
        return Math.Min(inputs, outputs) <= NetworkReading.ExactJacobian ? All() : Largest();
    }

    /// <summary>All singular values.</summary>
    public double[] All()
    {
        int inputs = network.InputShape.Count, outputs = network.Outputs;
        power = 0;
        if (outputs <= inputs) return ValuesOf(Backward(Unit(outputs), outputs), outputs, inputs);
        return ValuesOf(Forward(Unit(inputs), inputs), inputs, outputs);
    }

    /// <summary>The largest singular values, none above the true one but for rounding.</summary>
    public double[] Largest()
    {
        int inputs = network.InputShape.Count, outputs = network.Outputs;
        float[] start = new float[Block * inputs];
        Draw.Normal(start, StartSeed, 0, 1);
        double[] basis = new double[Rounds * Block * outputs];
        float[] block = Forward(start, Block);
        for (int round = 0; round < Rounds; round++)
        {
            if (round > 0)
            {
                Orthonormalize(block, outputs);
                block = Forward(Backward(block, Block), Block);
            }

            if (!IsFinite(block)) return NotNumbers(NetworkReading.LargestValues);
            for (int i = 0; i < block.Length; i++) basis[round * block.Length + i] = block[i];
        }

        // Blocks differ in size by what the rounds have stretched them; only their directions count.
        Normalize(basis, outputs);
        int count = Math.Min(Rounds * Block, outputs);
        OrthogonalFactor.Replace(basis.AsSpan(0, count * outputs), outputs, count, workers);
        float[] rows = new float[count * outputs];
        for (int i = 0; i < rows.Length; i++) rows[i] = (float)basis[i];
        power = 0;
        double[] values = ValuesOf(Backward(rows, count), count, inputs);
        return values[..Math.Min(NetworkReading.LargestValues, values.Length)];
    }

    /// <summary>The singular values of ∂z⁽ˡ⁺¹⁾/∂z⁽ˡ⁾, largest first.</summary>
    public static double[] OfLayer(Network network, Plan plan, int layer, int row)
    {
        (NetworkLayer from, NetworkLayer to) = (network.Layers[layer - 1], network.Layers[layer]);
        float[] slopes = Slopes(network.Function, plan, from, row), matrix = plan.Parameters[to.Weight].ToArray();
        for (int i = 0; i < from.Width; i++)
        {
            foreach (ref float x in matrix.AsSpan(i * to.Width, to.Width)) x *= slopes[i];
        }

        return IsFinite(matrix) ? SingularValues.Of(matrix, from.Width, to.Width, plan.Workers) : NotNumbers(Math.Min(from.Width, to.Width));
    }

    private static float[] Slopes(Activation function, Plan plan, NetworkLayer layer, int row)
    {
        float[] ones = new float[layer.Width], slopes = new float[layer.Width];
        Array.Fill(ones, 1);
        if (layer.IsBranchEnd) return ones;
        function.Backpropagate(
            plan.Value(layer.PreActivation).Slice(row * layer.Width, layer.Width), plan.Value(layer.Activation).Slice(row * layer.Width, layer.Width), ones, slopes, accumulate: false);
        return slopes;
    }

    /// <summary>Takes rows [rows, inputs] through all layers, to [rows, outputs].</summary>
    private float[] Forward(float[] block, int rows)
    {
        (float[] stream, int streamPower) = (block, power);
        for (int l = 0; l < network.Layers.Length; l++)
        {
            NetworkLayer layer = network.Layers[l];
            if (layer.Place == 1) (stream, streamPower) = (block, power);
            int from = block.Length / rows, to = network.Layers[l].Width;
            float[] next = new float[rows * to];
            MatrixProduct.Multiply(block, parameters[network.Layers[l].Weight], next, rows, to, from, accumulate: false, workers);
            if (layer.IsBranchEnd) Join(next, stream, streamPower);
            else if (l < slopes.Length) Multiply(next, slopes[l]);
            Rescale(next);
            block = next;
        }

        return block;
    }

    /// <summary>Takes rows [rows, outputs] back through all layers, to [rows, inputs].</summary>
    private float[] Backward(float[] block, int rows)
    {
        (float[] stream, int streamPower) = (block, power);
        for (int l = network.Layers.Length - 1; l >= 0; l--)
        {
            NetworkLayer layer = network.Layers[l];
            if (layer.IsBranchEnd) (stream, streamPower) = (block, power);
            ReadOnlySpan<float> weights = parameters[network.Layers[l].Weight];
            int from = network.Layers[l].Width, to = weights.Length / from;
            float[] next = new float[rows * to];
            MatrixProduct.MultiplyTransposedRight(block, weights, next, rows, to, from, accumulate: false, workers);
            if (layer.Place == 1) Join(next, stream, streamPower);
            if (l > 0) Multiply(next, slopes[l - 1]);
            Rescale(next);
            block = next;
        }

        return block;
    }

    private double[] ValuesOf(float[] matrix, int rows, int columns)
    {
        if (!IsFinite(matrix)) return NotNumbers(Math.Min(rows, columns));
        double[] values = SingularValues.Of(matrix, rows, columns, workers);
        foreach (ref double value in values.AsSpan()) value = Math.ScaleB(value, power);
        return values;
    }
}
