using System.Globalization;

namespace Evenkeel.Benchmarks.Peers;

/// <summary>A peer with all settings that it is tried with.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Settings">The settings; its best is the fastest of them.</param>
internal sealed record PeerKind(string Name, PeerSetting[] Settings)
{
    /// <summary>PyTorch, whose BLAS has threads of its own beside the framework's.</summary>
    public static PeerKind Torch { get; } = new("PyTorch", [Torched(1, 1), Torched(2, 1), Torched(1, 2), Torched(2, 2)]);

    /// <summary>OpenBLAS, called from this program through a function pointer.</summary>
    public static PeerKind OpenBlas { get; } = new("OpenBLAS", [Blas(1), Blas(2)]);

    /// <summary>The matrix product of ONNX Runtime.</summary>
    public static PeerKind Mlas { get; } = new("MLAS", [Onnx(1), Onnx(2)]);

    /// <summary>TensorFlow.js in WebAssembly.</summary>
    public static PeerKind TensorFlowJs { get; } = new("TensorFlow.js", [new("1 thread", true, ["node", Script("tfjs_peer.cjs")], [])]);

    private static PeerSetting Torched(int blas, int torch) => new(
        $"BLAS {blas}, torch {torch}",
        blas == 1 && torch == 1,
        [System.Environment.GetEnvironmentVariable("EVENKEEL_PYTHON") ?? "python3", Script("torch_peer.py"), $"{torch}"],
        [("OPENBLAS_NUM_THREADS", $"{blas}"), ("MKL_NUM_THREADS", $"{blas}")]);

    private static PeerSetting Blas(int threads) => new(
        Threads(threads),
        threads == 1,
        ["dotnet", Path.Combine(AppContext.BaseDirectory, "Evenkeel.Benchmarks.dll"), "openblas"],
        [("OPENBLAS_NUM_THREADS", $"{threads}")]);

    private static PeerSetting Onnx(int threads) => new(Threads(threads), threads == 1, ["node", Script("ort_peer.cjs"), $"{threads}"], []);

    private static string Threads(int threads) => string.Create(CultureInfo.InvariantCulture, $"{threads} thread{(threads == 1 ? "" : "s")}");

    private static string Script(string name) => Path.Combine(AppContext.BaseDirectory, "peers", name);
}
