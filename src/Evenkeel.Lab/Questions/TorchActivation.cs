using System.Text.RegularExpressions;
using Evenkeel.Functions;

namespace Evenkeel.Lab.Questions;

/// <summary>An activation as a function of a PyTorch script.</summary>
internal static partial class TorchActivation
{
    /// <summary>What a formula's functions are called in PyTorch; a number among the arguments becomes a tensor.</summary>
    private const string Functions = """
        def tensor(v):
            return v if torch.is_tensor(v) else torch.tensor(float(v))


        def lift(function):
            return lambda *values: function(*map(tensor, values))


        exp, log, sqrt, abs, sign, sin, cos, tan, sinh, cosh, atan, tanh, sigmoid, relu, erf = map(lift, (
            torch.exp, torch.log, torch.sqrt, torch.abs, torch.sign, torch.sin, torch.cos, torch.tan, torch.sinh,
            torch.cosh, torch.atan, torch.tanh, torch.sigmoid, torch.relu, torch.erf))
        softplus, softsign, elu, selu, gelu, silu, mish = map(lift, (F.softplus, F.softsign, F.elu, F.selu, F.gelu, F.silu, F.mish))
        minimum, maximum = lift(torch.minimum), lift(torch.maximum)
        where = lift(lambda test, yes, no: torch.where(test > 0, yes, no))
        pi, e = 3.141592653589793, 2.718281828459045


        """;

    /// <summary>Writes the function <c>activation</c>.</summary>
    public static string Of(Activation activation)
    {
        int open = activation.Name.IndexOf('(', StringComparison.Ordinal);
        string name = open < 0 ? activation.Name : activation.Name[..open];
        string parameter = open < 0 ? "" : activation.Name[(open + 1)..^1];
        bool isFamily = Activations.All.Any(known => known.Name.Split('(')[0] == name) && !parameter.Contains('x', StringComparison.Ordinal);
        string? body = isFamily ? Known(name, parameter) : null;
        string prelude = body is null ? Functions.ReplaceLineEndings("\n") : "";
        return $"{prelude}\ndef activation(x):\n    return {body ?? Formula(activation.Name)}\n";
    }

    private static string? Known(string name, string parameter) => name switch
    {
        "linear" => "x",
        "sigmoid" or "tanh" or "relu" or "erf" => $"torch.{name}(x)",
        "leaky-relu" => $"F.leaky_relu(x, {(parameter.Length == 0 ? "0.01" : parameter)})",
        "elu" => $"F.elu(x, {(parameter.Length == 0 ? "1.0" : parameter)})",
        "selu" or "softplus" or "softsign" or "gelu" or "silu" or "mish" => $"F.{name}(x)",
        "gelu-tanh" => "F.gelu(x, approximate=\"tanh\")",
        "sin" => $"torch.sin({(parameter.Length == 0 ? "1" : parameter)} * x)",
        "hard-tanh" => "F.hardtanh(x)",
        _ => null,
    };

    private static string Formula(string formula) => Words().Replace(formula.Replace("^", "**", StringComparison.Ordinal), word => word.Value switch
    {
        "min" => "minimum",
        "max" => "maximum",
        "if" => "where",
        "ln" => "log",
        "swish" => "silu",
        _ => word.Value,
    });

    [GeneratedRegex(@"[a-z]+")]
    private static partial Regex Words();
}
