namespace MemHelpBot.Facts;

/// <summary>Kubernetes and containers, per incident.</summary>
public static class KubernetesFacts
{
    /// <summary>Pod name.</summary>
    public static readonly FactKey Pod =
        new("k8s.pod", FactValueKind.Text, FactUnit.None, "Pod name.");

    /// <summary>Container name.</summary>
    public static readonly FactKey Container =
        new("k8s.container", FactValueKind.Text, FactUnit.None, "Container name.");

    /// <summary>Reason (OOMKilled, Evicted, Error …).</summary>
    public static readonly FactKey Reason =
        new("k8s.reason", FactValueKind.Text, FactUnit.None, "Reason (OOMKilled, Evicted, Error …).");

    /// <summary>Memory limit.</summary>
    public static readonly FactKey MemoryLimit =
        new("k8s.memory_limit_bytes", FactValueKind.Integer, FactUnit.Bytes, "Memory limit.");

    /// <summary>Memory request.</summary>
    public static readonly FactKey MemoryRequest =
        new("k8s.memory_request_bytes", FactValueKind.Integer, FactUnit.Bytes, "Memory request.");

    /// <summary>Restarts.</summary>
    public static readonly FactKey RestartCount =
        new("k8s.restart_count", FactValueKind.Integer, FactUnit.None, "Restarts.");

    /// <summary>Condition of the node.</summary>
    public static readonly FactKey NodeCondition =
        new("k8s.node_condition", FactValueKind.Text, FactUnit.None, "Condition of the node.");

    /// <summary>Threshold the kubelet evicted at.</summary>
    public static readonly FactKey EvictionThreshold =
        new("eviction.threshold_bytes", FactValueKind.Integer, FactUnit.Bytes, "Threshold the kubelet evicted at.");

    /// <summary>Memory available when it evicted.</summary>
    public static readonly FactKey EvictionAvailable =
        new("eviction.available_bytes", FactValueKind.Integer, FactUnit.Bytes, "Memory available when it evicted.");

    /// <summary>Memory that the container used when it was evicted.</summary>
    public static readonly FactKey MemoryUsage =
        new("k8s.memory_usage_bytes", FactValueKind.Integer, FactUnit.Bytes, "Memory that the container used when it was evicted.");

    /// <summary>Working set of a Pod, container or node (kubectl top).</summary>
    public static readonly FactKey TopMemory =
        new("k8s.top[*].memory_bytes", FactValueKind.Integer, FactUnit.Bytes, "Working set of a Pod, container or node (kubectl top).");

    /// <summary>Working set as a share of the node's allocatable memory (kubectl top node).</summary>
    public static readonly FactKey TopPercent =
        new("k8s.top[*].memory_percent", FactValueKind.Real, FactUnit.Percent, "Working set as a share of the node's allocatable memory (kubectl top node).");

    /// <summary>Memory of the node (Capacity).</summary>
    public static readonly FactKey NodeCapacity =
        new("k8s.node_capacity_bytes", FactValueKind.Integer, FactUnit.Bytes, "Memory of the node (Capacity).");

    /// <summary>Memory that Pods may have (Allocatable).</summary>
    public static readonly FactKey NodeAllocatable =
        new("k8s.node_allocatable_bytes", FactValueKind.Integer, FactUnit.Bytes, "Memory that Pods may have (Allocatable).");

    /// <summary>Sum of the memory requests on the node (Allocated resources).</summary>
    public static readonly FactKey NodeRequests =
        new("k8s.node_memory_requests_bytes", FactValueKind.Integer, FactUnit.Bytes, "Sum of the memory requests on the node (Allocated resources).");

    /// <summary>Sum of the memory limits on the node; may exceed the node (Allocated resources).</summary>
    public static readonly FactKey NodeLimits =
        new("k8s.node_memory_limits_bytes", FactValueKind.Integer, FactUnit.Bytes, "Sum of the memory limits on the node; may exceed the node (Allocated resources).");
}
