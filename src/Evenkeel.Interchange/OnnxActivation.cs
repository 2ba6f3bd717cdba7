using System.Collections.Immutable;
using System.Globalization;
using Evenkeel.Formats.Onnx;
using Evenkeel.Functions;

namespace Evenkeel.Interchange;

/// <summary>Writes activations as operators of ONNX, opset 13.</summary>
internal static class OnnxActivation
{
    private const double SeluAlpha = 1.6732632423543772;
    private const double SeluScale = 1.0507009873554805;

    /// <summary>Adds an activation, or a formula operator by operator, to a graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="activation">The activation, as <see cref="Activations.Parse"/> reads it.</param>
    /// <param name="z">What it is applied to.</param>
    /// <param name="name">What to call the result.</param>
    /// <returns>The result's name.</returns>
    /// <exception cref="DataSourceException">A function has no form in ONNX.</exception>
    public static string Add(OnnxGraph graph, string activation, string z, string name)
    {
        string canonical = Activations.Parse(activation).Name;
        (string family, double? parameter) = Split(canonical);
        string result = Of(graph, family, parameter, z) ?? Formula(graph, canonical, z);
        return graph.Add("Identity", [result], name);
    }

    /// <summary>A name of the catalogue and its parameter; a formula is all name.</summary>
    private static (string Family, double? Parameter) Split(string name)
    {
        int open = name.IndexOf('(', StringComparison.Ordinal);
        return open > 0 && name[^1] == ')' && double.TryParse(name.AsSpan(open + 1, name.Length - open - 2), NumberStyles.Float, CultureInfo.InvariantCulture, out double parameter)
            ? (name[..open], parameter)
            : (name, null);
    }

    private static string? Of(OnnxGraph graph, string function, double? parameter, string x) => function switch
    {
        "linear" => x,
        "sigmoid" => graph.Add("Sigmoid", [x]),
        "tanh" => graph.Add("Tanh", [x]),
        "relu" => graph.Add("Relu", [x]),
        "leaky-relu" => graph.Add("LeakyRelu", [x], ("alpha", OnnxValue.Of(parameter ?? 0.01))),
        "elu" => graph.Add("Elu", [x], ("alpha", OnnxValue.Of(parameter ?? 1.0))),
        "selu" => graph.Add("Selu", [x], ("alpha", OnnxValue.Of(SeluAlpha)), ("gamma", OnnxValue.Of(SeluScale))),
        "softplus" => graph.Add("Softplus", [x]),
        "softsign" => graph.Add("Softsign", [x]),
        "gelu" => Gelu(graph, x),
        "gelu-tanh" => GeluTanh(graph, x),
        "silu" => graph.Add("Mul", [x, graph.Add("Sigmoid", [x])]),
        "mish" => graph.Add("Mul", [x, graph.Add("Tanh", [graph.Add("Softplus", [x])])]),
        "sin" => graph.Add("Sin", [parameter is { } frequency and not 1 ? graph.Add("Mul", [x, graph.Number(frequency)]) : x]),
        "hard-tanh" => graph.Add("Clip", [x, graph.Number(-1), graph.Number(1)]),
        "erf" => graph.Add("Erf", [x]),
        _ => null,
    };

    /// <summary>x·(1 + erf(x/√2))/2; the operator of that name came with opset 20.</summary>
    private static string Gelu(OnnxGraph graph, string x)
    {
        string erf = graph.Add("Erf", [graph.Add("Mul", [x, graph.Number(0.70710678118654752)])]);
        return graph.Add("Mul", [graph.Add("Mul", [x, graph.Number(0.5)]), graph.Add("Add", [erf, graph.Number(1)])]);
    }

    /// <summary>x·σ(2√(2/π)·(x + 0.044715·x³)), which is x/2·(1 + tanh(√(2/π)·(x + 0.044715·x³))) without its cancellation.</summary>
    private static string GeluTanh(OnnxGraph graph, string x)
    {
        string square = graph.Add("Mul", [x, x]);
        string curve = graph.Add("Add", [graph.Add("Mul", [square, graph.Number(1.5957691216057308 * 0.044715)]), graph.Number(1.5957691216057308)]);
        return graph.Add("Mul", [x, graph.Add("Sigmoid", [graph.Add("Mul", [x, curve])])]);
    }

    private static string Formula(OnnxGraph graph, string formula, string x)
    {
        Stack<string> values = new();
        ImmutableArray<string> steps = Functions.Formula.Postfix(formula);
        foreach (string step in steps)
        {
            if (double.TryParse(step, NumberStyles.Float, CultureInfo.InvariantCulture, out double number))
            {
                values.Push(graph.Number(number));
                continue;
            }

            values.Push(step switch
            {
                "x" => x,
                "neg" => graph.Add("Neg", [values.Pop()]),
                "if" => Wide(graph, "Where", values, 3),
                _ => Binary(step) is { } operation ? Wide(graph, operation, values, 2)
                    : Unary(step) is { } name ? graph.Add(name, [values.Pop()])
                    : Of(graph, step, null, values.Pop())
                    ?? throw new DataSourceException($"Activation '{formula}' uses '{step}', which ONNX has no operator for; save the network as .safetensors."),
            });
        }

        // A formula without x is one number, which every unit gives.
        return steps.Contains("x") ? values.Pop() : graph.Add("Add", [values.Pop(), graph.Add("Mul", [x, graph.Number(0)])]);
    }

    private static string? Binary(string step) => step switch
    {
        "+" => "Add",
        "-" => "Sub",
        "*" => "Mul",
        "/" => "Div",
        "^" => "Pow",
        "min" => "Min",
        "max" => "Max",
        "<" => "Less",
        "<=" => "LessOrEqual",
        ">" => "Greater",
        ">=" => "GreaterOrEqual",
        _ => null,
    };

    private static string? Unary(string step) => step switch
    {
        "exp" => "Exp",
        "log" => "Log",
        "sqrt" => "Sqrt",
        "abs" => "Abs",
        "sign" => "Sign",
        "cos" => "Cos",
        "tan" => "Tan",
        "sinh" => "Sinh",
        "cosh" => "Cosh",
        "atan" => "Atan",
        _ => null,
    };

    private static string Wide(OnnxGraph graph, string operation, Stack<string> values, int count)
    {
        string[] inputs = new string[count];
        for (int i = count - 1; i >= 0; i--)
        {
            inputs[i] = values.Pop();
        }

        return graph.Add(operation, inputs);
    }
}
