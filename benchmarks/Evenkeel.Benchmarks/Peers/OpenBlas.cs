using System.Runtime.InteropServices;

namespace Evenkeel.Benchmarks.Peers;

/// <summary>OpenBLAS's product, through a function pointer: nothing but the product is timed.</summary>
internal sealed unsafe class OpenBlas
{
    private const int RowMajor = 101;
    private const int AsIs = 111;
    private const int Transposed = 112;

    private readonly delegate* unmanaged<int, int, int, int, int, int, float, float*, int, float*, int, float, float*, int, void> sgemm;

    private OpenBlas(nint library)
    {
        sgemm = (delegate* unmanaged<int, int, int, int, int, int, float, float*, int, float*, int, float, float*, int, void>)NativeLibrary.GetExport(library, "cblas_sgemm");
        Description = $"{Text("openblas_get_config").Split(' ') switch { [string name, string number, ..] => $"{name} {number}", _ => "OpenBLAS" }}, core {Text("openblas_get_corename")}";

        string Text(string function) =>
            NativeLibrary.TryGetExport(library, function, out nint address) ? Marshal.PtrToStringAnsi(((delegate* unmanaged<nint>)address)()) ?? "?" : "?";
    }

    /// <summary>Version, and the processor core whose kernels it chose.</summary>
    public string Description { get; }

    /// <summary>Loads the library.</summary>
    /// <exception cref="DllNotFoundException">There is none.</exception>
    public static OpenBlas Load()
    {
        foreach (string name in (string[])["libopenblas.so.0", "libopenblas.so", "libopenblas"])
        {
            if (NativeLibrary.TryLoad(name, out nint library)) return new(library);
        }

        throw new DllNotFoundException("libopenblas.so.0 cannot be loaded. Debian has it in libopenblas0-pthread.");
    }

    /// <summary>Computes <c>C = op(A)·op(B)</c> of a product's matrices.</summary>
    public void Run(Product product)
    {
        (int m, int n, int k) = (product.M, product.N, product.K);
        (bool left, bool right) = (product.Form == Form.TN, product.Form == Form.NT);
        fixed (float* a = product.A, b = product.B, c = product.C)
        {
            sgemm(RowMajor, left ? Transposed : AsIs, right ? Transposed : AsIs, m, n, k, 1, a, left ? m : k, b, right ? k : n, 0, c, n);
        }
    }
}
