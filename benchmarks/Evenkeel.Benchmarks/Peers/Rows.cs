using System.Globalization;

namespace Evenkeel.Benchmarks.Peers;

/// <summary>The rows of the table, in its order.</summary>
internal static class Rows
{
    /// <summary>Ratios wanted of the five networks' steps, on one thread and at best; Adam's are SGD's.</summary>
    private static readonly Dictionary<string, (double One, double Best)> WantedSteps = new()
    {
        ["digits"] = (1.6, 2.3),
        ["glorot"] = (3.5, 5),
        ["playground"] = (30, 30),
        ["wide"] = (1.25, 1.35),
        ["deep"] = (2.2, 3),
    };

    /// <summary>All rows.</summary>
    public static IReadOnlyList<Row> All { get; } =
    [
        .. Squares("sgemm", PeerKind.OpenBlas, 1, 1),
        .. Squares("mlas", PeerKind.Mlas, 1.05, 1.05),
        Products(),
        .. Workload.All.SelectMany(load => (Row[])[Step(load, "sgd"), Step(load, "adam")]),
        Step(Workload.All.Single(load => load.Name == "digits"), "sgd") with
        {
            Name = "tfjs-digits-sgd",
            Against = PeerKind.TensorFlowJs.Name,
            Peer = PeerKind.TensorFlowJs,
            WantedOne = 30,
            WantedBest = null,
        },
        .. OwnRows.All(),
    ];

    private static IEnumerable<Row> Squares(string name, PeerKind peer, double one, double best)
    {
        foreach (int n in (int[])[384, 768, 1536])
        foreach (Form form in Enum.GetValues<Form>())
        {
            string shape = string.Create(CultureInfo.InvariantCulture, $"{form} {n}x{n}x{n}");
            bool weakSpot = peer == PeerKind.OpenBlas && form == Form.TN && n == 1536;
            yield return new()
            {
                Name = string.Create(CultureInfo.InvariantCulture, $"{name}-{form}-{n}").ToLowerInvariant(),
                Work = $"product {shape}",
                Against = peer.Name,
                Peer = peer,
                Task = $"products {shape}",
                Own = () => OwnSide.OneAndTwo(workers =>
                {
                    Product product = Product.Parse(shape);
                    return () => product.Run(workers);
                }),
                WantedOne = weakSpot ? 0.97 : one,
                WantedBest = best,
                Operations = 2.0 * n * n * n,
            };
        }
    }

    private static Row Products()
    {
        TrainingStep step = new(100, 784, 300, 300, 300, 300, 10);
        return new()
        {
            Name = "products",
            Work = "all products of a step of 784-300×4-10, batch 100",
            Against = PeerKind.OpenBlas.Name,
            Peer = PeerKind.OpenBlas,
            Task = $"products {step}",
            Own = () => OwnSide.OneAndTwo(workers => () => step.Run(workers)),
            WantedOne = 1.12,
            WantedBest = 1.4,
            Operations = step.Operations,
        };
    }

    private static Row Step(Workload load, string optimizer) => new()
    {
        Name = $"{load.Name}-{optimizer}",
        Work = $"training step, {load}, {optimizer}",
        Against = PeerKind.Torch.Name,
        Peer = PeerKind.Torch,
        Task = string.Create(CultureInfo.InvariantCulture, $"step {string.Join(',', load.Widths)} {load.Activation} {load.Batch} {optimizer}"),
        Own = () => OwnSide.OneAndTwo(workers =>
        {
            var steps = load.Train(optimizer, workers);
            return () => steps.MoveNext();
        }),
        WantedOne = WantedSteps[load.Name].One,
        WantedBest = WantedSteps[load.Name].Best,
        Operations = load.Operations,
    };
}
