"""Texts of the area `cluster`: work that other machines do."""

MESSAGES: dict[str, tuple[str, str]] = {
    "cluster.no_extra": (
        "--cluster 需要安装附加组件：pip install 'gouji[cluster]'。",
        "--cluster needs an extra: pip install 'gouji[cluster]'.",
    ),
    "cluster.no_scheduler": (
        "无法连接集群 {address}（{why}）；请检查地址和调度程序是否在运行。",
        "The cluster {address} cannot be reached ({why}); look at the address, and whether its scheduler runs.",
    ),
    "cluster.no_workers": (
        "集群 {address} 已有{seconds}秒没有任何工作进程；请启动工作进程后加 --resume 继续。",
        "The cluster {address} has had no worker for {seconds} seconds; start some, then go on with --resume.",
    ),
    "cluster.gone": (
        "集群不再接受任务（{why}）；已完成的结果已保留，请加 --resume 继续。",
        "The cluster takes no more work ({why}); what is done is kept, go on with --resume.",
    ),
    "cluster.differs": (
        "集群中有工作进程的程序与本机不同（本机/对方）：{parts}；结果可能不一致，请安装相同的版本。",
        "A worker of the cluster runs another program than this machine (here/there): {parts}; its results might differ, install the same versions.",
    ),
}
