using System.Globalization;
using System.Runtime.InteropServices;
using Evenkeel.Data;
using Evenkeel.Numerics;
using Evenkeel.Tests.Oracle;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
string folder = args[0];
ByteDataSet data = Digits.Generate(8000, new Seed(0).For("data.train"));
foreach ((int[] hidden, string activation) in new[] { (new[] { 300, 300, 300, 300 }, "tanh"), (new[] { 500, 500 }, "relu") })
foreach (string scheme in new[] { "xavier", "he-normal", "torch:Linear.default" })
for (int seed = 0; seed < 2; seed++)
foreach (TrainedWeights moment in TrainedWeights.Of([.. hidden], activation, scheme, seed, data, [0, 1, 10, 100, 300, 1000, 3000], Workers.One))
    for (int layer = 0; layer < moment.Matrices.Length; layer++)
    {
        var (shape, weights) = moment.Matrices[layer];
        File.WriteAllBytes(Path.Combine(folder, $"{hidden[0]}-{activation}_{scheme.Replace(':', '.')}_{seed}_{moment.Step}_{layer}_{shape.Axes.Axes[0]}x{shape.Axes.Axes[1]}.f32"), MemoryMarshal.AsBytes(weights.AsSpan()).ToArray());
    }
