using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LatentSharp.Peers.LibTorch;

/// <summary>Adam, either TorchSharp's own or LibTorch's fused one.</summary>
internal interface IAdam
{
    void ZeroGrad();

    void Step();
}

/// <summary>TorchSharp's: a loop of small operations over the parameters.</summary>
internal sealed class OwnAdam(IEnumerable<Parameter> parameters, double rate, double beta1) : IAdam
{
    private readonly optim.Optimizer optimizer = optim.Adam(parameters, rate, beta1, 0.999, eps: 1e-7);

    public void ZeroGrad() => optimizer.zero_grad();

    public void Step() => optimizer.step()?.Dispose();
}

/// <summary>One fused operation over all parameters, which TorchSharp does not offer and TorchScript reaches.</summary>
internal sealed class FusedAdam : IAdam
{
    private const string Script = """
        def adam(w: List[Tensor], g: List[Tensor], m: List[Tensor], v: List[Tensor], t: List[Tensor], rate: float, beta: float) -> int:
            most: List[Tensor] = []
            torch._foreach_add_(t, 1.0)
            torch._fused_adam_(w, g, m, v, most, t, lr=rate, beta1=beta, beta2=0.999,
                               weight_decay=0.0, eps=1e-7, amsgrad=False, maximize=False)
            return 0

        """;

    private readonly jit.CompilationUnit unit = jit.compile(Script);
    private readonly double rate, beta1;
    private readonly Parameter[] parameters;
    private readonly Tensor[] weights, gradients, means, squares, steps;

    internal FusedAdam(IEnumerable<Parameter> parameters, double rate, double beta1)
    {
        (this.parameters, this.rate, this.beta1) = ([.. parameters], rate, beta1);
        weights = [.. this.parameters];
        gradients = new Tensor[weights.Length];
        means = [.. weights.Select(w => zeros_like(w).detach())];
        squares = [.. weights.Select(w => zeros_like(w).detach())];
        steps = [.. weights.Select(_ => tensor(0f))];
    }

    /// <summary>As zero_grad with set_to_none.</summary>
    public void ZeroGrad()
    {
        foreach (var parameter in parameters)
        {
            if (parameter.grad is not { } gradient) continue;
            parameter.grad = null;
            gradient.Dispose();
        }
    }

    public void Step()
    {
        using var frozen = no_grad();
        for (var i = 0; i < gradients.Length; i++) gradients[i] = parameters[i].grad!;
        unit.invoke("adam", weights, gradients, means, squares, steps, rate, beta1);
    }
}
